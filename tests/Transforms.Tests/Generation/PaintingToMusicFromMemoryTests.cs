using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Styles;
using Pix2Pitch.Transforms.Tests.Paintings;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>Music from paintings in streams and from images in memory.</summary>
[Collection(TemporaryPaintings.Collection)]
public sealed class PaintingToMusicFromMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PaintingToMusic _music;
    private readonly string _painting;
    private readonly byte[] _content;

    public PaintingToMusicFromMemoryTests()
    {
        _music = PaintingToMusic.Load(TinyModel.Write(_folder), new MusicOptions { Inversion = new InversionOptions { Iterations = 3 } });
        _painting = TestPaintings.Write(_folder, "a.png");
        _content = File.ReadAllBytes(_painting);
    }

    public void Dispose()
    {
        _music.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_stream_gives_the_music_of_the_file()
    {
        GeneratedMusic expected = _music.Generate(_painting, 3, Style.Baroque);
        using var stream = new CountingStream(_content);
        GeneratedMusic found = _music.Generate(stream, 3, Style.Baroque);
        Assert.Equal(expected.Samples, found.Samples);
        Assert.Equal((expected.PaintingHash, ""), (found.PaintingHash, found.PaintingPath));
        Assert.Equal("", found.ToProperties()["pix2pitch.painting"]);
    }

    [Fact]
    public void An_image_gives_the_music_of_the_file()
    {
        using Image image = Image.Load(_painting);
        TemporaryPaintings.AssertNoneRemains(() => Assert.Equal(_music.Generate(_painting, 3).Samples, _music.Generate(image, 3).Samples));
    }

    [Fact]
    public void An_image_with_alpha_gives_the_music_of_the_file()
    {
        using var image = new Image<Rgba32>(40, 30, new Rgba32(200, 40, 10, 90));
        image[3, 4] = default;
        image.SaveAsPng(_folder.File("alpha.png"));
        Assert.Equal(_music.Generate(_folder.File("alpha.png")).Samples, _music.Generate(image).Samples);
    }

    [Fact]
    public void An_image_with_an_orientation_gives_the_music_of_the_picture_as_it_is_displayed()
    {
        using Image<Rgb24> stored = Image.Load<Rgb24>(_painting);
        using var displayed = new Image<Rgb24>(stored.Height, stored.Width); // orientation 6: turned by 90 degrees to the right
        for (int y = 0; y < displayed.Height; y++)
        {
            for (int x = 0; x < displayed.Width; x++) displayed[x, y] = stored[y, stored.Height - 1 - x];
        }
        stored.Metadata.ExifProfile = new ExifProfile();
        stored.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        Assert.Equal(_music.Generate(displayed).Samples, _music.Generate(stored).Samples);
    }

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "is empty", [] },
        { "is not an image", [.. "This is text and not an image."u8] },
        { "is cut short", PngBytes.Write(64, 64, 8, PngBytes.Grey, _ => new byte[64])[..60] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_names_the_stream_and_no_temporary_file(string reason, byte[] content)
        => TemporaryPaintings.AssertNoneRemains(() =>
        {
            using var stream = new MemoryStream(content);
            string message = Assert.Throws<Pix2PitchException>(() => _music.Generate(stream)).Message;
            Assert.StartsWith($"The stream {reason}", message, StringComparison.Ordinal);
            Assert.DoesNotContain(Path.GetTempPath(), message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
            Assert.EndsWith(".", message, StringComparison.Ordinal);
        });

    [Fact]
    public void A_wrong_request_is_refused_before_the_stream_is_read()
    {
        using var stream = new CountingStream(_content);
        Assert.Throws<ArgumentOutOfRangeException>(() => _music.Generate(stream, style: (Style)6));
        Assert.Throws<ArgumentOutOfRangeException>(() => _music.Generate(stream, seconds: 601));
        Assert.Equal(0, stream.BytesRead);
    }

    [Fact]
    public void Cancelled_before_the_start_it_reads_nothing()
    {
        using var stream = new CountingStream(_content);
        using Image image = Image.Load(_painting);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => _music.Generate(stream, cancellation: cancelled));
        Assert.Throws<OperationCanceledException>(() => _music.Generate(image, cancellation: cancelled));
        Assert.Throws<OperationCanceledException>(() => _music.Generate(_folder.File("gone.png"), cancellation: cancelled));
        Assert.Equal(0, stream.BytesRead);
    }

    [Fact]
    public void It_can_be_cancelled_while_the_stream_is_read()
        => TemporaryPaintings.AssertNoneRemains(() =>
        {
            using var stop = new CancellationTokenSource();
            using var stream = new CountingStream([.. _content, .. new byte[1 << 20]]) { AfterRead = stop.Cancel };
            Assert.Throws<OperationCanceledException>(() => _music.Generate(stream, cancellation: stop.Token));
            Assert.InRange(stream.BytesRead, 1, 1 << 19);
        });

    [Fact]
    public void It_can_be_cancelled_while_music_is_made()
        => TemporaryPaintings.AssertNoneRemains(() =>
        {
            using var stop = new CancellationTokenSource();
            using var stream = new CountingStream(_content);
            var progress = new ProgressList { AfterReport = stop.Cancel };
            Assert.Throws<OperationCanceledException>(() => _music.Generate(stream, seconds: 60, progress: progress, cancellation: stop.Token));
            Assert.Single(progress.Values);
        });

    [Fact]
    public void A_stream_is_read_once_and_its_copy_is_deleted_before_a_long_piece_is_made()
    {
        string[] before = TemporaryPaintings.Files(), copies = [];
        using var stream = new CountingStream(_content) { AfterRead = () => copies = [.. TemporaryPaintings.Files().Except(before)] };
        bool isDeleted = true;
        var progress = new ProgressList { AfterReport = () => isDeleted &= SpinWait.SpinUntil(() => !copies.Any(File.Exists), TimeSpan.FromSeconds(10)) };
        GeneratedMusic made = _music.Generate(stream, seconds: 60, progress: progress);
        Assert.NotEmpty(copies);
        Assert.True(isDeleted);
        Assert.True(made.Clips > 5);
        Assert.Equal(_content.Length, stream.BytesRead);
    }

    [Fact]
    public void Music_from_a_stream_can_be_written_as_a_picture()
    {
        using var stream = new CountingStream(_content);
        _music.Generate(stream).WritePicture(_folder.File("picture.png"));
        using Image<Rgb24> fromStream = Image.Load<Rgb24>(_folder.File("picture.png"));
        _music.Generate(_painting).WritePicture(_folder.File("sharp.png"));
        using Image<Rgb24> fromFile = Image.Load<Rgb24>(_folder.File("sharp.png"));
        Assert.Equal(fromFile.Size(), fromStream.Size());
    }
}
