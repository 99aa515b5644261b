using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class ClipRanksTests
{
    private const int Size = 64, Brightness = 0, Loudness = 1, OnsetRate = 2;

    [Fact]
    public void A_clip_whose_energy_lies_higher_is_brighter()
        => Assert.Equal([1 / 6f, 3 / 6f, 5 / 6f], Of(Brightness, [Band(10), Band(25), Band(40)]));

    [Fact]
    public void A_clip_that_stays_near_its_peak_is_louder()
        => Assert.Equal([1 / 6f, 3 / 6f, 5 / 6f], Of(Loudness, [Band(20, frames: 1), Band(20, frames: 9), Band(20, frames: 64)]));

    [Fact]
    public void Notes_at_one_onset_count_once()
        => Assert.Equal([1 / 6f, 3 / 6f, 5 / 6f], Of(OnsetRate, [Band(20), Band(20), Band(20)], [Notes(0, 0, 0, 0), Notes(0, 4), Notes(0, 4, 4)]));

    [Fact]
    public void Equal_clips_share_the_middle_of_their_places()
        => Assert.Equal([0.5f, 0.5f], Of(Brightness, [Band(20), Band(20)]));

    [Fact]
    public void Ranks_are_those_among_the_training_clips_of_the_style()
    {
        float[][] mels = [Band(10), Band(20), Band(30), Band(40)];
        var ranks = new ClipRanks(Data(mels, null, [Style.Baroque, Style.Baroque, Style.Romanticism], held: 1));
        Assert.Equal(0.25f, Read(ranks, 0, Style.Baroque));
        Assert.Equal(0.5f, Read(ranks, 2, Style.Romanticism));
        Assert.Equal(1f, Read(ranks, 3, Style.Baroque)); // held out, above both
        Assert.Equal(0.5f, Read(ranks, 3, Style.Impressionism)); // nothing to compare with
    }

    private static float Read(ClipRanks ranks, int clip, Style style)
    {
        var values = new float[ClipRanks.Count];
        ranks.Read(clip, style, values);
        return values[Brightness];
    }

    private static float[] Of(int figure, float[][] mels, NoteEvents[]? notes = null)
    {
        var ranks = new ClipRanks(Data(mels, notes, [.. mels.Select(_ => Style.Baroque)], held: 0));
        return [.. mels.Select((_, clip) =>
        {
            var values = new float[ClipRanks.Count];
            ranks.Read(clip, Style.Baroque, values);
            return values[figure];
        })];
    }

    private static TrainingData Data(float[][] mels, NoteEvents[]? notes, Style[] styles, int held)
    {
        TrainingPair[] pairs = [.. mels.Select((_, i) => new TrainingPair(i, i, styles.ElementAtOrDefault(i), i < mels.Length - held ? Split.Train : Split.Validation))];
        return new TrainingData(
            MelOptions.ForImageSize(Size), (_, values) => values.Clear(), (row, values) => mels[row].CopyTo(values), pairs[..(mels.Length - held)], pairs[(mels.Length - held)..],
            readNotes: row => notes?[row] ?? Notes(0));
    }

    /// <summary>Silence except in a band at the start of the clip.</summary>
    private static float[] Band(int band, int frames = Size)
    {
        var mel = new float[Size * Size];
        Array.Fill(mel, -1);
        mel.AsSpan(band * Size, frames).Fill(1);
        return mel;
    }

    private static NoteEvents Notes(params int[] waits) => new(0, [.. waits.Select((wait, i) => new NoteEvent(wait, 0, 40 + i, 3))], IsCut: false);
}
