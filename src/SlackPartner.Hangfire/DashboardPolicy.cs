using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SlackPartner.Hangfire;

/// <summary>Who may see the dashboard: people on this machine, or whoever knows a user and a password.</summary>
internal abstract record DashboardPolicy
{
    /// <summary>Null when it is neither <c>loopback</c> nor <c>basic:user:password</c>.</summary>
    public static DashboardPolicy? Parse(string? text) => text?.Split(':', 3) switch
    {
        ["loopback"] => new Loopback(),
        ["basic", { Length: > 0 } user, { Length: > 0 } password] => new Basic(user, password),
        _ => null,
    };

    public abstract bool Allows(HttpContext http);

    /// <summary>A proxy on this machine speaks for people elsewhere, and says so.</summary>
    private sealed record Loopback : DashboardPolicy
    {
        public override bool Allows(HttpContext http) =>
            http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !http.Request.Headers.Keys.Any(name => name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
    }

    private sealed record Basic(string User, string Password) : DashboardPolicy
    {
        private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes($"{User}:{Password}"));

        public override bool Allows(HttpContext http)
        {
            if (Given(http) is { } given && CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), _expected)) return true;
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"jobs\", charset=\"UTF-8\"";
            return false;
        }

        public override string ToString() => "basic";

        private static byte[]? Given(HttpContext http)
        {
            if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)) return null;
            var bytes = new byte[header.Parameter?.Length ?? 0];
            return Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length) ? bytes[..length] : null;
        }
    }
}
