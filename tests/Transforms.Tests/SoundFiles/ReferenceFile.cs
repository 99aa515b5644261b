using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>A file in <c>SoundFiles/Files</c>, made by a reference encoder, and the result of the reference decoder.</summary>
internal sealed record ReferenceFile(int SampleRate, int Channels, int Length, int Bits, string? Md5)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private static readonly string s_folder = Path.Combine(TestData.RepositoryRoot, "tests", "Transforms.Tests", "SoundFiles", "Files");

    /// <summary>All files, by name.</summary>
    public static IReadOnlyDictionary<string, ReferenceFile> All { get; }
        = JsonSerializer.Deserialize<Dictionary<string, ReferenceFile>>(File.ReadAllText(PathOf("index.json")), s_json)!;

    public static string PathOf(string name) => Path.Combine(s_folder, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The first and the last 500 samples of all channels (all samples if there are at most 1,000) from the reference decoder.</summary>
    public static float[] Decoded(string name)
    {
        byte[] bytes = Bytes($"{name}.f32");
        var values = new float[bytes.Length / 4];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i));
        return values;
    }

    /// <summary>The MD5 of bytes.</summary>
    public static byte[] HashOf(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>All samples of a reader, interleaved.</summary>
    public static float[] ReadAll(string path)
    {
        using SampleReader reader = SampleReader.Open(path);
        return Read(reader, int.MaxValue);
    }

    /// <summary>The next <paramref name="count"/> samples of a reader.</summary>
    public static float[] Read(SampleReader reader, int count)
    {
        var all = new List<float>();
        var block = new float[1000 * reader.Channels];
        while (all.Count < (long)count * reader.Channels)
        {
            int wanted = (int)Math.Min(block.Length, (long)count * reader.Channels - all.Count), read = reader.Read(block.AsSpan(0, wanted));
            if (read == 0) break;
            all.AddRange(block.AsSpan(0, read));
        }
        return [.. all];
    }
}
