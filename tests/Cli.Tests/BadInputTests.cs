using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pix2Pitch.Cli.Tests;

/// <summary>Whatever is wrong: one sentence on stderr that names the file, exit code 1, no output and nothing left behind.</summary>
public sealed class BadInputTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_painting_that_is_missing() => Refused("gone.jpg", "does not exist");

    [Fact]
    public void A_folder_in_place_of_a_painting()
    {
        Directory.CreateDirectory(_folder.File("paintings"));
        Refused("paintings", "holds no pictures");
    }

    [Fact]
    public void A_file_that_is_no_image()
    {
        _folder.Write("letter.jpg", "Dear painter, this is no picture.");
        Refused("letter.jpg", "is not an image");
    }

    [Fact]
    public void A_file_without_a_byte()
    {
        _folder.Write("nothing.png", "");
        Refused("nothing.png", "is empty");
    }

    [Fact]
    public void A_jpeg_that_was_cut_off()
    {
        byte[] whole = File.ReadAllBytes(fixture.Other);
        _folder.Write("half a painting.jpg", whole[..(whole.Length / 2)]);
        Refused("half a painting.jpg", "cut short");
    }

    [Fact]
    public void A_png_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked()
    {
        _folder.Write("bomb.png", Bomb(30_000, 30_000));
        // In a process of its own, whose memory can be measured.
        CommandRun run = CommandRun.In(_folder.Path, "generate", "--model", fixture.Model, "--style", "none", "bomb.png", "--spectrogram", "out.png");
        AssertRefused(new ProgramRun(run.ExitCode, run.Output, run.Error), "bomb.png", "30000 x 30000");
        Assert.InRange(run.PeakBytes, 1, (1L << 30) - 1);
    }

    [Fact]
    public void A_good_painting_before_a_bad_one_is_kept_as_a_whole()
    {
        _folder.Write("letter.jpg", "no picture");
        ProgramRun run = Generate(fixture.Model, fixture.Other, "letter.jpg");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'letter.jpg'", run.Error, StringComparison.Ordinal);
        Assert.Equal(["letter.jpg", "other.wav"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("gone.onnx", null, "does not exist")]
    [InlineData("empty.onnx", "", "is empty")]
    [InlineData("text.onnx", "this is no model", "cannot be read as an ONNX model")]
    public void A_model_that_is_none(string name, string? content, string reason)
    {
        if (content is not null) _folder.Write(name, content);
        AssertRefused(Generate(name, fixture.Other), name, reason);
    }

    [Fact]
    public void An_onnx_model_of_another_project()
    {
        TinyGenerator.Write(_folder.File("other.onnx"), 64, new Dictionary<string, string>());
        AssertRefused(Generate("other.onnx", fixture.Other), "other.onnx", "no Pix2Pitch metadata");
    }

    [Theory]
    [InlineData("missing/out.wav", "does not exist")]
    [InlineData("/proc/out.wav", "cannot be written to")] // read-only even for root
    [InlineData("file.txt/out.wav", "is a file")]
    public void An_output_folder_that_takes_no_files_is_noticed_before_the_work(string output, string reason)
    {
        _folder.Write("file.txt", "not a folder");
        // The model is not even looked at.
        AssertRefused(Generate("gone.onnx", fixture.Other, "-o", output), Path.GetDirectoryName(output)!, reason);
        AssertRefused(Generate("gone.onnx", fixture.Other, "--spectrogram", Path.ChangeExtension(output, ".png")), Path.GetDirectoryName(output)!, reason);
        AssertRefused(Command.Run(_folder.Path, "invert", "gone.png", "-o", output), Path.GetDirectoryName(output)!, reason);
    }

    [Fact]
    public void An_output_that_would_overwrite_a_painting()
    {
        File.Copy(fixture.Other, _folder.File("painting.png"));
        byte[] before = File.ReadAllBytes(_folder.File("painting.png"));
        AssertRefused(Generate(fixture.Model, "painting.png", "--spectrogram", "./painting.png"), "painting.png", "overwrite");
        Assert.Equal(before, File.ReadAllBytes(_folder.File("painting.png")));
    }

    [Fact]
    public void A_stack_trace_is_shown_only_on_request()
    {
        Assert.DoesNotContain("   at ", Generate("gone.onnx", fixture.Other).Error, StringComparison.Ordinal);
        ProgramRun verbose = Generate("gone.onnx", fixture.Other, "--verbose");
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
        Assert.Equal(1, verbose.ExitCode);
    }

    private void Refused(string painting, string reason) => AssertRefused(Generate(fixture.Model, painting, "--spectrogram", "out.png"), painting, reason);

    private ProgramRun Generate(string model, params string[] arguments) => Command.Run(_folder.Path, ["generate", "--model", model, "--style", "none", .. arguments]);

    private void AssertRefused(ProgramRun run, string named, string reason)
    {
        Assert.True(run.ExitCode == 1, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), f => f.EndsWith(".wav", StringComparison.Ordinal) || f.EndsWith(".part", StringComparison.Ordinal));
        Assert.False(File.Exists(_folder.File("out.png")));
    }

    // A true PNG of black pixels: a few megabytes that unpack to a thousand times as much.
    private static byte[] Bomb(int width, int height)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + 3 * width];
            for (int y = 0; y < height; y++) zlib.Write(row);
        }
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        uint crc = uint.MaxValue;
        foreach (byte b in body)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
