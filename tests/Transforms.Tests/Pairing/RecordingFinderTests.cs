using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class RecordingFinderTests : IDisposable
{
    private const int SampleRate = 22050;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_light_painting_gets_the_bright_recording_and_a_dark_one_the_dull_one()
    {
        Write("dull.wav", 150);
        Write("bright.wav", 3000);
        RecordingFinder finder = Read();
        Assert.Equal("bright.wav", NameOf(finder.Find(Painting(lightness: 90), null)));
        Assert.Equal("dull.wav", NameOf(finder.Find(Painting(lightness: 10), null)));
    }

    [Fact]
    public void A_warm_painting_gets_the_recording_with_more_onsets()
    {
        Write("calm.wav", 500, notesPerSecond: 1);
        Write("busy.wav", 500, notesPerSecond: 6);
        RecordingFinder finder = Read();
        Assert.Equal("busy.wav", NameOf(finder.Find(Painting(warmth: 1), null)));
        Assert.Equal("calm.wav", NameOf(finder.Find(Painting(warmth: -1), null)));
    }

    [Fact]
    public void The_part_of_a_long_recording_that_fits_is_found()
    {
        float[] samples = [.. Tone(150, 10, 2), .. Tone(150, 10, 2), .. Tone(3000, 10, 2)];
        WaveWriter.Write(_folder.File("long.wav"), samples, SampleRate);
        RecordingFinder finder = Read();
        Assert.Equal(20, finder.Find(Painting(lightness: 90), null).OffsetSeconds, 3);
        Assert.InRange(finder.Find(Painting(lightness: 10), null).OffsetSeconds, 0, 10);
    }

    [Fact]
    public void A_recording_of_the_style_goes_before_one_that_fits_better()
    {
        Write("bright.wav", 3000);
        Write("dull.wav", 150);
        _folder.Write("list.csv", "path,composer,style\nbright.wav,,romanticism\ndull.wav,,baroque\n");
        var finder = RecordingFinder.Read(_folder.File("list.csv"), Assert.Fail);
        RecordingMatch match = finder.Find(Painting(lightness: 90), Style.Baroque);
        Assert.Equal("dull.wav", NameOf(match));
        Assert.Equal("both are of the style baroque", match.Reasons[0]);
        Assert.Equal("no recording is known to be of the style expressionism", finder.Find(Painting(lightness: 90), Style.Expressionism).Reasons[0]);
    }

    [Fact]
    public void The_reasons_say_the_place_of_the_painting_and_of_the_clip()
    {
        Write("dull.wav", 150);
        Write("bright.wav", 3000);
        string reason = Read().Find(Painting(lightness: 39.1), null).Reasons[0]; // the median of paintings
        Assert.Matches("^the painting is lighter than 50 % of paintings, and the clip is brighter than (25|75) % of the 2 clips$", reason);
    }

    [Fact]
    public void Recordings_that_cannot_be_used_are_named_and_left_out_and_without_any_there_is_a_sentence()
    {
        WaveWriter.Write(_folder.File("silent.wav"), new float[3 * SampleRate], SampleRate);
        File.WriteAllText(_folder.File("text.wav"), "no sound");
        var warnings = new List<string>();
        Assert.Contains("no recording that can be used", Assert.Throws<Pix2PitchException>(() => RecordingFinder.Read(_folder.Path, warnings.Add)).Message);
        Assert.Contains(warnings, warning => warning.Contains("silent.wav", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("text.wav", StringComparison.Ordinal));
        Write("sound.wav", 500);
        Assert.Equal(1, RecordingFinder.Read(_folder.Path, _ => { }).Recordings);
    }

    private static PaintingFeatures Painting(double lightness = 40, double warmth = 0.7)
        => new() { Lightness = lightness, Saturation = 13, Warmth = warmth, Contrast = 20, EdgeDensity = 0.2, Palette = [] };

    private static string NameOf(RecordingMatch match) => Path.GetFileName(match.Work.Path);

    private RecordingFinder Read() => RecordingFinder.Read(_folder.Path, Assert.Fail);

    private void Write(string name, double hertz, double notesPerSecond = 2) => WaveWriter.Write(_folder.File(name), Tone(hertz, 6, notesPerSecond), SampleRate);

    // Notes with a sharp beginning that fade.
    private static float[] Tone(double hertz, double seconds, double notesPerSecond) => [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i =>
    {
        double time = (double)i / SampleRate, inNote = time * notesPerSecond % 1 / notesPerSecond;
        return (float)(0.5 * Math.Exp(-5 * inNote) * Math.Sin(2 * Math.PI * hertz * time));
    })];
}
