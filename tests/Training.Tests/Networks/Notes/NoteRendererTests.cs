using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks.Notes;

[Collection(TensorLibraryTests.Name)]
public sealed class NoteRendererTests
{
    private const int Size = 256, Piano = 0, Organ = 2, Woodwind = 6;
    private const double TopDecibels = 80;

    private static readonly NoteRenderer s_renderer = new(Size, TopDecibels);

    [Fact]
    public void Without_a_note_there_is_silence() => Assert.All(Render(), value => Assert.Equal(-1, value));

    [Theory]
    [InlineData(57)] // A3
    [InlineData(69)] // A4
    [InlineData(76)] // E5
    [InlineData(88)] // E6
    public void The_loudest_band_of_a_note_is_at_its_pitch_or_a_harmonic(int pitch)
    {
        float[] mel = Render((Woodwind, pitch, 20, 120));
        int loudest = Enumerable.Range(0, Size).MaxBy(band => mel[band * Size + 60]);
        double frequency = 440 * Math.Pow(2, (pitch - 69) / 12.0);
        double[] harmonics = [.. Enumerable.Range(1, 6).Select(n => BandOf(n * frequency))];
        Assert.InRange(harmonics.Min(band => Math.Abs(band - loudest)), 0, 1);
    }

    [Theory]
    [InlineData(45)] // A2: its harmonics are 110 Hz apart
    [InlineData(57)]
    [InlineData(69)]
    public void With_512_bands_it_is_quiet_between_the_harmonics(int pitch)
    {
        const int Fine = 512;
        using DisposeScope scope = NewDisposeScope();
        (Tensor onsets, Tensor sounding) = Roll((Piano, pitch, 20, 120));
        Tensor Longer(Tensor roll) => roll.repeat_interleave(2, 3);
        float[] mel = new NoteRenderer(Fine, TopDecibels).Render(Longer(onsets), Longer(sounding), zeros(1, 1, Fine)).data<float>().ToArray();
        double frequency = 440 * Math.Pow(2, (pitch - 69) / 12.0);
        // From the second harmonic on, because the lowest bands of a Fourier transform of 93 ms are broad.
        Assert.All([2.0, 3.0], harmonic => Assert.InRange((At(harmonic) - At(harmonic + 0.5)) * TopDecibels / 2, 15, 80));

        double At(double harmonic)
        {
            int center = (int)Math.Round(BandOf(harmonic * frequency) * 2 + 0.5);
            return Enumerable.Range(center - 1, 3).Max(band => mel[band * Fine + 100]);
        }
    }

    [Fact]
    public void A_piano_decays_and_an_organ_does_not()
    {
        double[] piano = Loudness(Render((Piano, 60, 10, 80))), organ = Loudness(Render((Organ, 60, 10, 80)));
        Assert.True(piano[12] - piano[70] > 10, $"{piano[12]} {piano[70]}");
        Assert.InRange(organ[70] - organ[30], -3, 6);
    }

    [Fact]
    public void A_note_begins_at_its_onset_and_only_the_room_remains_after_its_end()
    {
        double[] loudness = Loudness(Render((Organ, 60, 10, 80)));
        Assert.True(loudness[14] - loudness[9] > 40);
        Assert.True(loudness[79] - loudness[81] > 10);
        Assert.Equal(loudness.OrderDescending().TakeLast(160).Min(), loudness[^1]);
    }

    [Fact]
    public void A_note_that_is_struck_again_is_louder_than_one_that_is_held()
    {
        double[] held = Loudness(Render((Piano, 60, 10, 120))), again = Loudness(Render((Piano, 60, 10, 60), (Piano, 60, 60, 120)));
        Assert.True(again[62] - held[62] > 6);
    }

    [Fact]
    public void A_gain_changes_the_level_of_its_frames_by_as_many_decibels()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor onsets, Tensor sounding) = Roll((Organ, 60, 10, 200));
        Tensor gain = zeros(1, 1, Size);
        gain[0, 0, TensorIndex.Slice(100, 120)] = -12;
        double[] plain = Loudness(s_renderer.Render(onsets, sounding, zeros(1, 1, Size)).data<float>().ToArray());
        double[] quiet = Loudness(s_renderer.Render(onsets, sounding, gain).data<float>().ToArray());
        Assert.Equal(12, plain[110] - quiet[110], 0.1);
        Assert.Equal(plain[150], quiet[150], 0.1);
    }

    [Fact]
    public void Two_notes_have_the_sum_of_their_powers()
    {
        // Relative to the louder one, because the peak of each picture is 1.
        float[] low = Render((Organ, 48, 10, 100)), both = Render((Organ, 48, 10, 100), (Organ, 84, 110, 200));
        float peak = both[..].Max();
        Assert.Equal(1, peak, 1e-5);
        int[] cells = [.. Enumerable.Range(0, Size).Select(band => band * Size + 60).Where(cell => low[cell] > -0.9f && both[cell] > -0.9f)];
        double[] shifts = [.. cells.Select(cell => (double)low[cell] - both[cell])];
        Assert.True(cells.Length > 20);
        Assert.InRange(shifts.Max() - shifts.Min(), 0, 1e-3); // the same shift everywhere
    }

    [Fact]
    public void Binary_notes_have_the_gradient_of_their_probability()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor(new float[] { -2, 0.5f, 3 }).requires_grad_();
        Tensor notes = NotesHead.Binary(logits);
        Assert.Equal([0, 1, 1], notes.data<float>().ToArray().Select(value => MathF.Round(value, 6)));
        notes.sum().backward();
        float[] expected = [.. ((float[])[-2, 0.5f, 3]).Select(x => 1 / (1 + MathF.Exp(-x))).Select(p => p * (1 - p))];
        Assert.All(expected.Zip(logits.grad!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    private static float[] Render(params (int Family, int Pitch, int Start, int End)[] notes)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor onsets, Tensor sounding) = Roll(notes);
        return s_renderer.Render(onsets, sounding, zeros(1, 1, Size)).data<float>().ToArray();
    }

    private static (Tensor Onsets, Tensor Sounding) Roll(params (int Family, int Pitch, int Start, int End)[] notes)
    {
        Tensor onsets = zeros(1, InstrumentFamilies.Count, NoteRoll.PitchCount, Size), sounding = zeros(1, InstrumentFamilies.Count, NoteRoll.PitchCount, Size);
        foreach ((int family, int pitch, int start, int end) in notes)
        {
            onsets[0, family, pitch - 21, start] = 1;
            sounding[0, family, pitch - 21, TensorIndex.Slice(start, end)] = 1;
        }
        return (onsets, sounding);
    }

    /// <summary>The power of each frame in dB.</summary>
    private static double[] Loudness(float[] mel) => [.. Enumerable.Range(0, Size).Select(
        frame => 10 * Math.Log10(Enumerable.Range(0, Size).Sum(band => Math.Pow(10, (mel[band * Size + frame] - 1) * TopDecibels / 20))))];

    /// <summary>The band of a frequency on Slaney's mel scale, with 258 edges from 0 to 11,025 Hz.</summary>
    private static double BandOf(double hertz) => Mel(hertz) / Mel(11025) * 257 - 1;

    private static double Mel(double hertz) => hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * Math.Log(hertz / 1000) / Math.Log(6.4);
}
