using System.Collections.Concurrent;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>Pictures and recordings in folders with lists, all different from each other.</summary>
internal static class SmallLibrary
{
    public const int Rate = 22050;

    // Many tests write the same pictures and recordings: each is encoded once.
    private static readonly ConcurrentDictionary<(int Number, int Width, int Height), byte[]> s_pictures = new();
    private static readonly ConcurrentDictionary<(int Number, double Seconds), byte[]> s_recordings = new();

    private static readonly string[] s_painters = ["Anna", "Berta", "Clara", "Dora", "Emma", "Frida", "Greta", "Hanna", "Ida", "Johanna", "Klara", "Lena"];

    /// <summary>Writes <c>paintings.csv</c>, <c>music.csv</c> and what they list; half is baroque, half is romanticism.</summary>
    public static string Write(string folder, int paintings = 12, int music = 12)
    {
        Directory.CreateDirectory(Path.Combine(folder, "p"));
        Directory.CreateDirectory(Path.Combine(folder, "m"));
        string paintingList = "file,artist,title,style\n", musicList = "file,composer,piece,style\n";
        for (int i = 0; i < paintings; i++)
        {
            string style = i % 2 == 0 ? "baroque" : "romanticism";
            WritePicture(Path.Combine(folder, "p", $"{i}.png"), i);
            paintingList += $"p/{i}.png,{s_painters[i / 4 % s_painters.Length]} of {style},Painting {i},{style}\n";
        }
        for (int i = 0; i < music; i++)
        {
            string style = i % 2 == 0 ? "baroque" : "romanticism";
            WriteRecording(Path.Combine(folder, "m", $"{i}.wav"), i, seconds: 6);
            musicList += $"m/{i}.wav,Composer,\"Piece {i / 4}, {style}\",{style}\n";
        }
        File.WriteAllText(Path.Combine(folder, "paintings.csv"), paintingList);
        File.WriteAllText(Path.Combine(folder, "music.csv"), musicList);
        return folder;
    }

    /// <summary>Blocks of colour of which no two pictures have the same.</summary>
    public static void WritePicture(string path, int number, int width = 48, int height = 40)
        => File.WriteAllBytes(path, s_pictures.GetOrAdd((number, width, height), key => Picture(key.Number, key.Width, key.Height)));

    /// <summary>Tones, a new one every half second.</summary>
    public static void WriteRecording(string path, int number, double seconds)
        => File.WriteAllBytes(path, s_recordings.GetOrAdd((number, seconds), key => Recording(key.Number, key.Seconds)));

    private static byte[] Picture(int number, int width, int height)
    {
        using var image = new Image<Rgb24>(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                uint block = (uint)(x * 6 / width + 6 * (y * 5 / height) + 31 * number);
                uint mixed = block * 2654435761u;
                mixed = (mixed ^ mixed >> 15) * 2246822519u;
                image[x, y] = new Rgb24((byte)mixed, (byte)(mixed >> 8), (byte)(mixed >> 16));
            }
        }
        using var bytes = new MemoryStream();
        image.SaveAsPng(bytes);
        return bytes.ToArray();
    }

    private static byte[] Recording(int number, double seconds)
    {
        var samples = new float[(int)(seconds * Rate)];
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            uint note = (uint)(i / (Rate / 2) + 97 * number) * 2654435761u >> 27;
            phase += 2 * Math.PI * 110 * Math.Pow(2, note / 12.0) / Rate;
            samples[i] = (float)(0.4 * Math.Sin(phase) * Math.Exp(-(i % (Rate / 2)) / (double)Rate));
        }
        using var folder = new TemporaryFolder();
        WaveWriter.Write(folder.File("recording.wav"), samples, Rate);
        return File.ReadAllBytes(folder.File("recording.wav"));
    }
}
