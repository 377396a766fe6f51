using Microsoft.AspNetCore.Http.Features;

namespace SlackPartner.Simulator.Delivery;

/// <summary>Lets a socket die without a word: the connection stays up, but nothing passes any more, pongs included.</summary>
internal sealed class SilentUpgrade(IHttpUpgradeFeature upgrade) : IHttpUpgradeFeature
{
    private volatile bool _isSilent;

    public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => new SilenceableStream(await upgrade.UpgradeAsync(), this);

    public void Silence() => _isSilent = true;

    /// <summary>Offers it to whoever upgrades the request.</summary>
    public static Task OfferAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade) http.Features.Set<IHttpUpgradeFeature>(new SilentUpgrade(upgrade));
        return next(http);
    }

    private sealed class SilenceableStream(Stream inner, SilentUpgrade owner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>What arrives in silence is taken and thrown away, until the other side gives up.</summary>
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (true)
            {
                var read = await inner.ReadAsync(buffer, cancellationToken);
                if (read == 0 || !owner._isSilent) return read;
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            owner._isSilent ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
