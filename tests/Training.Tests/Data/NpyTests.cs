using System.Text;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class NpyTests
{
    [Theory]
    [InlineData(NpyType.Full, 0)]
    [InlineData(NpyType.Half, 5e-4)]
    [InlineData(NpyType.Byte, 0.00393)] // half a step of 2 / 255
    public void Rows_come_back_in_any_order(NpyType type, double tolerance)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.npy");
        float[][] rows = [[-1, -0.5f, 0.123f, 1], [0.2f, 0.3f, 0.4f, 0.5f], [0, 0, 0, 0.001f]];
        using (var writer = new NpyWriter(path, type, 1, 2, 2))
        {
            foreach (float[] row in rows)
                writer.Write(row);
            writer.Complete();
        }
        using var file = new NpyFile(path);
        Assert.Equal([3, 1, 2, 2], file.Shape);
        foreach (int i in (int[])[2, 0, 1])
        {
            var values = new float[4];
            file.Read(i, values);
            Assert.All(values.Zip(rows[i]), p => Assert.Equal(p.Second, p.First, tolerance));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(3, new float[4]));
    }

    [Fact]
    public void Bytes_give_back_every_value_of_a_picture_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        float[] picture = [.. Enumerable.Range(0, 256).Select(b => (b / 127.5f) - 1)];
        using (var writer = new NpyWriter(folder.File("a.npy"), NpyType.Byte, 256))
        {
            writer.Write(picture);
            writer.Complete();
        }
        Assert.Equal([.. Enumerable.Range(0, 256).Select(b => (byte)b)], File.ReadAllBytes(folder.File("a.npy"))[128..]);
        using var file = new NpyFile(folder.File("a.npy"));
        var row = new float[256];
        file.Read(0, row);
        Assert.Equal(picture, row);
    }

    [Fact]
    public void The_header_is_what_NumPy_writes()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new NpyWriter(folder.File("a.npy"), NpyType.Half, 3, 8, 8))
        {
            writer.Write(new float[192]);
            writer.Complete();
        }
        byte[] bytes = File.ReadAllBytes(folder.File("a.npy"));
        Assert.Equal(128 + 192 * 2, bytes.Length);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        string header = Encoding.Latin1.GetString(bytes[10..128]);
        Assert.StartsWith("{'descr': '<f2', 'fortran_order': False, 'shape': (1, 3, 8, 8), }", header);
        Assert.EndsWith("\n", header);
    }

    [Fact]
    public void What_NumPy_writes_is_read()
    {
        using var folder = new TemporaryFolder();
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n";
        string path = folder.Write("a.npy", [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)]);
        using var file = new NpyFile(path);
        var row = new float[3];
        file.Read(1, row);
        Assert.Equal([4, 5, 6], row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an array")]
    [InlineData("\u0093NUMPY\u0002\0")]
    public void Anything_else_is_refused_with_the_name_of_the_file(string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("broken.npy", Encoding.Latin1.GetBytes(text));
        Assert.Contains("broken.npy", Assert.Throws<Pix2PitchException>(() => new NpyFile(path)).Message);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("cut.npy");
        using (var writer = new NpyWriter(path, NpyType.Full, 4))
        {
            writer.Write([1, 2, 3, 4]);
            writer.Complete();
        }
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Assert.Contains("cut.npy", Assert.Throws<Pix2PitchException>(() => new NpyFile(path)).Message);
    }
}
