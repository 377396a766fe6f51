using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SlackPartner.Bench;

/// <summary>How a load went.</summary>
/// <param name="BusyMicroseconds">Of the server's process, for each request.</param>
internal sealed record LoadResult(double PerSecond, double MedianMilliseconds, double P99Milliseconds, double BusyMicroseconds, int Failed)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{PerSecond:0}/s, median {MedianMilliseconds:0.0} ms, p99 {P99Milliseconds:0.0} ms, {BusyMicroseconds:0} µs of a core each");
}

/// <summary>
/// Signed requests over a fixed number of kept-alive connections, each sending the next when the last is answered. Plain sockets:
/// a client that is heavier than the server would measure itself.
/// </summary>
internal static class Load
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(BenchRun.SigningSecret);

    /// <param name="body">The body of each request, which must differ where Slack's would.</param>
    public static async Task<LoadResult> RunAsync(Child server, string path, string contentType, Func<byte[]> body, TimeSpan warmUp, TimeSpan duration)
    {
        var url = server.Url;
        await DriveAsync(url, path, contentType, body, warmUp);
        var busy = server.Busy;
        var started = Stopwatch.GetTimestamp();
        var (milliseconds, failed) = await DriveAsync(url, path, contentType, body, duration);
        var elapsed = Stopwatch.GetElapsedTime(started);
        milliseconds.Sort();
        double At(double share) => milliseconds.Count == 0 ? double.NaN : milliseconds[(int)Math.Min(milliseconds.Count - 1, share * milliseconds.Count)];
        return new LoadResult(milliseconds.Count / elapsed.TotalSeconds, At(0.5), At(0.99), (server.Busy - busy).TotalMicroseconds / milliseconds.Count, failed);
    }

    private static async Task<(List<double> Milliseconds, int Failed)> DriveAsync(Uri url, string path, string contentType, Func<byte[]> body, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, BenchRun.Connections).Select(async _ =>
        {
            var milliseconds = new List<double>(10_000);
            var failed = 0;
            using var connection = new Connection(url);
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var request = Sign(url, path, contentType, body());
                var sent = Stopwatch.GetTimestamp();
                if (await connection.AskAsync(request) == 200) milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                else failed++;
            }
            return (milliseconds, failed);
        }));
        return ([.. all.SelectMany(one => one.milliseconds)], all.Sum(one => one.failed));
    }

    /// <summary>The two headers with which Slack signs a body.</summary>
    private static (long Timestamp, string Signature) Sign(byte[] body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(Secret, (byte[])[.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body]);
        return (timestamp, $"v0={Convert.ToHexStringLower(signature)}");
    }

    /// <summary>An event for a client that sends now and then.</summary>
    public static HttpRequestMessage Event(byte[] body)
    {
        var (timestamp, signature) = Sign(body);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Slack-Request-Timestamp", $"{timestamp}");
        request.Headers.Add("X-Slack-Signature", signature);
        return request;
    }

    private static byte[] Sign(Uri url, string path, string contentType, byte[] body)
    {
        var (timestamp, signature) = Sign(body);
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n"
                + $"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {signature}\r\n\r\n"),
            .. body,
        ];
    }

    private sealed class Connection : IDisposable
    {
        private static readonly byte[] EndOfChunks = "0\r\n\r\n"u8.ToArray();

        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[64 * 1024];

        public Connection(Uri url) => _socket.Connect(url.Host, url.Port);

        /// <summary>Sends a request, reads the whole answer, and returns its status.</summary>
        public async Task<int> AskAsync(byte[] request)
        {
            for (var sent = 0; sent < request.Length;) sent += await _socket.SendAsync(request.AsMemory(sent));
            for (var filled = 0; ;)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
                if (read == 0) throw new IOException("The server hung up.");
                filled += read;
                if (IsWhole(_buffer.AsSpan(0, filled))) break;
            }
            return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
        }

        public void Dispose() => _socket.Dispose();

        private static bool IsWhole(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0) return false;
            var length = answer.IndexOf("Content-Length: "u8);
            if (length < 0 || length > end) return answer.EndsWith(EndOfChunks);
            return Utf8Parser.TryParse(answer[(length + 16)..], out int body, out _) && answer.Length >= end + 4 + body;
        }
    }
}
