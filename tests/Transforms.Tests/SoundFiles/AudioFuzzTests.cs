using System.Diagnostics;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Ten thousand invalid files: bytes changed, removed, repeated and truncated, from a fixed seed. Runs alone, so that memory can be measured.</summary>
[Collection(nameof(AudioFuzzTests))]
[CollectionDefinition(nameof(AudioFuzzTests), DisableParallelization = true)]
public sealed class AudioFuzzTests : IDisposable
{
    private const int Files = 10_000;
    private const int MaxAllocated = 24 << 20; // for one file
    private const long MaxMemory = 300 << 20; // for all

    // Sizes, counts and rates that have broken decoders.
    private static readonly uint[] s_numbers = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 1_000_000_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];
    private static readonly MelOptions s_mel = new() { SampleRate = 4000, FftSize = 512, HopLength = 128, MelBands = 16, Frames = 4 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ten_thousand_mutated_files_give_sound_or_one_error_in_bounded_memory()
    {
        List<(string Name, byte[] Bytes)> seeds = Seeds();
        var clock = Stopwatch.StartNew();
        long before = Environment.WorkingSet, most = 0;
        int refused = 0;
        for (int n = 0; n < Files; n++)
        {
            var random = new Random(n);
            (string name, byte[] seed) = seeds[n % seeds.Count];
            byte[] mutated = Mutate(seed, random);
            // Every other Ogg file gets correct checksums; otherwise only the checks of checksums would be tested.
            string path = _folder.Write(name, name is "mono.ogg" or "flac.oga" && n % 2 == 0 ? OggBytes.SignAll(mutated) : mutated);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (n % 4 == 0)
                {
                    foreach (AudioClip clip in AudioReader.ReadClips(path, s_mel.SampleRate, s_mel.ClipSamples).Take(50)) Assert.DoesNotContain(clip.Samples, v => !float.IsFinite(v));
                }
                else
                {
                    Assert.DoesNotContain(AudioReader.Read(path, 4000, n % 3 == 0 ? 0.05 : 0, 10).Samples, v => !float.IsFinite(v));
                }
            }
            catch (Pix2PitchException e)
            {
                Assert.Contains(path, e.Message);
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"file {n} ({name}): {e}");
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
        Assert.InRange(refused, 1, Files - 1);
        Assert.InRange(most, 0, MaxAllocated);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, MaxMemory);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 120);
    }

    private static List<(string Name, byte[] Bytes)> Seeds()
    {
        float[] music = TestSignals.Music(8000, 1600);
        byte[] samples = [.. music.SelectMany(v => BitConverter.GetBytes((short)(v * 30000)))];
        byte[] floats = [.. music.SelectMany(BitConverter.GetBytes)];
        var seeds = new List<(string, byte[])>
        {
            ("16.wav", new WaveBytes { SampleRate = 8000, Data = samples }.ToArray()),
            ("24.wav", new WaveBytes { SampleRate = 8000, Bits = 24, Channels = 2, Data = samples[..2400], Before = [("LIST", new byte[9])] }.ToArray()),
            ("float.wav", new WaveBytes { SampleRate = 8000, Tag = 3, Bits = 32, Extensible = true, Data = floats }.ToArray()),
        };
        seeds.AddRange(
        [
            ("a.flac", FlacBytes.Of(music, 8000).ToArray()),
            ("b.flac", (FlacBytes.Of(music, 8000, 24) with { VariableSizes = [192, 700], Predictor = 7, TotalSamples = 0, Md5 = new byte[16] }).ToArray()),
            ("a.aiff", AiffBytes.Of(music, 8000).ToArray()),
            ("b.aifc", AiffBytes.OfFloats(music, 8000).ToArray()),
        ]);
        foreach (string name in (string[])["bits8.flac", "mono.ogg", "flac.oga", "smallest.mp3", "vbr6.mp3", "intensity-rate8000.mp3", "layer2.mp2"]) seeds.Add((name, ReferenceFile.Bytes(name)));
        return seeds;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 8; change--)
        {
            // Mostly in the headers.
            int at = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(bytes.Count, 100));
            int length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5:
                    for (int i = 0; i < length; i++) bytes[at + i] = (byte)random.Next(256);
                    break;
                default:
                    byte[] number = BitConverter.GetBytes(s_numbers[random.Next(s_numbers.Length)]);
                    if (random.Next(2) == 0) Array.Reverse(number); // AIFF, FLAC and MP3 are big-endian
                    for (int i = 0; i < number.Length && at + i < bytes.Count; i++) bytes[at + i] = number[i];
                    break;
            }
        }
        return [.. bytes];
    }
}
