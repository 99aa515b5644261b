using NetVips;
using Pix2Pitch.Paintings;
using Pix2Pitch.Paintings.Decoding;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>Decoders that read the whole file before the first row of pixels is there stop while they read.</summary>
public sealed class StoppedDecodingTests : IDisposable
{
    private const int Side = 900;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("interlaced.png")]
    public void A_picture_that_is_being_read_is_not_read_to_its_end(string name)
    {
        string path = WriteNoise(name);
        PaintingHeader header = PaintingFile.ReadHeader(path, PaintingOptions.PixelLimit);
        Assert.NotEqual(0, header.DecoderBytes);
        using var stop = new CancellationTokenSource();
        using Image image = PaintingDecoder.Open(path, header, 1, Enums.FailOn.Warning, stop.Token, out IDisposable? source);
        using IDisposable? closed = source;
        // The header is read now, and the rest when pixels are asked for.
        stop.Cancel();
        Assert.Throws<VipsException>(() => image.WriteToMemory<byte>());
    }

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("interlaced.png")]
    public void A_token_that_is_not_cancelled_does_not_change_the_pixels(string name)
    {
        string path = WriteNoise(name);
        using var never = new CancellationTokenSource();
        var options = new PaintingOptions { Size = 128 };
        Assert.Equal(PaintingReader.Read(path, options), PaintingReader.Read(path, options, never.Token));
    }

    [Fact]
    public void A_BMP_file_is_not_read_on_and_the_decoder_passes_the_exception_on()
    {
        string path = _folder.Write("a.bmp", BmpBytes.Rgb(300, 300, (x, y) => ((byte)x, (byte)y, 0)));
        using var stop = new CancellationTokenSource();
        using var stream = new CancellableStream(path, stop.Token);
        var part = new byte[1000];
        Assert.Equal(part.Length, stream.Read(part));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => stream.Read(part));
        Assert.Throws<OperationCanceledException>(() => BmpDecoder.Load(path, hasNoAlpha: true, stop.Token));
    }

    // Noise is not compressed, so the file is much longer than what decoders read at a time.
    private string WriteNoise(string name) => _folder.Write(name, EncodedPaintings.Write(_ =>
    {
        using Image noise = Image.Gaussnoise(Side, Side, sigma: 50, mean: 128, seed: 1);
        using Image bytes = noise.Cast(Enums.BandFormat.Uchar);
        using Image grey = bytes.Copy(interpretation: Enums.Interpretation.Bw);
        return name.EndsWith(".png", StringComparison.Ordinal) ? grey.PngsaveBuffer(interlace: true) : grey.JpegsaveBuffer(q: 95, interlace: true);
    }));
}
