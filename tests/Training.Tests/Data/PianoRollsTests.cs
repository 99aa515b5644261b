using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class PianoRollsTests
{
    private const int Header = 128, Packed = 8 * 2 * 88 * 32;

    [Fact]
    public void Bits_become_onsets_of_all_families_and_then_sounding_notes()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, (Family: 3, Plane: 0, Pitch: 40, Frame: 9), (3, 1, 40, 9), (3, 1, 40, 10));
        float[] roll = Read(path, 256);
        Assert.Equal([(3 * 88 + 40) * 256 + 9, ((8 + 3) * 88 + 40) * 256 + 9, ((8 + 3) * 88 + 40) * 256 + 10], Ones(roll));
    }

    [Fact]
    public void Fewer_frames_keep_every_note_and_more_frames_repeat_it()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, (0, 0, 0, 9));
        Assert.Equal([4], Ones(Read(path, 128)));
        Assert.Equal([18, 19], Ones(Read(path, 512)));
    }

    [Fact]
    public void The_roll_of_a_clip_is_beside_the_folder_of_the_music()
    {
        using var folder = new TemporaryFolder();
        string roll = folder.Write(Path.Combine("rolls", "baroque", "a.npy"), "x");
        Assert.Equal(roll, PianoRolls.FindFor(Path.Combine(folder.Path, "music", "baroque", "a.wav")));
        Assert.Null(PianoRolls.FindFor(Path.Combine(folder.Path, "music", "baroque", "b.wav")));
        Assert.Null(PianoRolls.FindFor(Path.Combine(folder.Path, "a.wav")));
    }

    [Fact]
    public void A_file_that_is_too_short_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("roll.npy", "short");
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => Read(path, 256)).Message);
    }

    private static string Write(TemporaryFolder folder, params (int Family, int Plane, int Pitch, int Frame)[] notes)
    {
        var bytes = new byte[Header + Packed];
        foreach ((int family, int plane, int pitch, int frame) in notes)
            bytes[Header + ((family * 2 + plane) * 88 + pitch) * 32 + frame / 8] |= (byte)(0x80 >> (frame % 8)); // numpy.packbits
        string path = folder.File("roll.npy");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static float[] Read(string path, int size)
    {
        var roll = new float[16 * 88 * size];
        PianoRolls.Read(path, size, roll);
        return roll;
    }

    private static int[] Ones(float[] roll) => [.. Enumerable.Range(0, roll.Length).Where(i => roll[i] == 1)];
}
