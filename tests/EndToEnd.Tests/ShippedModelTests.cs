using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// The model that ships with the repository, asked through the command as a user would. Where there is none yet (data/models is
/// empty), a model for tests answers instead, and what holds for any model is checked all the same.
/// </summary>
[Collection(nameof(ShippedModelTests))]
public sealed class ShippedModelTests : IClassFixture<ShippedModelFixture>
{
    private readonly ShippedModelFixture _fixture;

    public ShippedModelTests(ShippedModelFixture fixture) => _fixture = fixture;

    [Fact]
    public void Every_painting_becomes_ten_seconds_that_are_neither_silent_nor_clipped()
    {
        foreach (string wave in _fixture.Waves.Select(w => w.Path))
        {
            AudioClip sound = AudioReader.Read(wave, _fixture.Metadata.Mel.SampleRate);
            Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
            double power = sound.Samples.Average(s => (double)s * s), level = 10 * Math.Log10(power);
            Assert.True(level > -45, $"{wave} has a level of {level:0.0} dB.");
            // Clipping leaves runs of samples at full scale.
            Assert.True(sound.Samples.Max(Math.Abs) < 0.999f, $"{wave} reaches full scale.");
            // And sound all the way: no second of it is empty.
            for (int second = 0; second < 9; second++)
                Assert.Contains(sound.Samples.AsSpan(second * sound.SampleRate, sound.SampleRate).ToArray(), s => Math.Abs(s) > 1e-4f);
        }
    }

    // Only of the Pix2Pix model: two pieces made of notes differ at nearly every moment, whatever they are made from. ShippedModelOfNotesTests tests what paintings do to notes.
    [Fact]
    public void Paintings_differ_by_more_than_seeds_do_in_the_music_of_the_first_model()
    {
        // Mean absolute difference of mel-spectrograms, in the unit of the image (1 is 40 dB).
        double seeds = Mean(_fixture.FirstModel.GroupBy(w => w.Painting).SelectMany(PairsOf));
        double paintings = Mean(_fixture.FirstModel.GroupBy(w => w.Seed).SelectMany(PairsOf));
        Assert.True(seeds > 0, "Two seeds give the same answer.");
        Assert.True(paintings > seeds, $"Two paintings differ by {paintings:0.0000} and two seeds of one painting by {seeds:0.0000}.");
    }

    private static IEnumerable<double> PairsOf(IEnumerable<ShippedModelFixture.Made> group)
    {
        ShippedModelFixture.Made[] made = [.. group];
        for (int a = 0; a < made.Length; a++)
        {
            for (int b = 0; b < a; b++) yield return made[a].Mel.Zip(made[b].Mel, (x, y) => (double)Math.Abs(x - y)).Average();
        }
    }

    private static double Mean(IEnumerable<double> values) => values.Average();
}

/// <summary>The command runs in the process of the tests, and takes the console and the current folder for itself.</summary>
[CollectionDefinition(nameof(ShippedModelTests), DisableParallelization = true)]
public sealed class RunningCommand;
