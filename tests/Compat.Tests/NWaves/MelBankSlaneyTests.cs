using System.Text.Json;
using NWaves.Filters.Fda;

namespace Pix2Pitch.Compat.Tests.NWaves;

/// <summary>The filter bank equals librosa's; the values were computed by <c>tests/Transforms.Tests/Audio/Reference/make_reference.py</c>.</summary>
public sealed class MelBankSlaneyTests
{
    private static readonly JsonElement[] s_cases = Load();

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void It_equals_librosas_bank(int index)
    {
        JsonElement wanted = s_cases[index];
        int sampleRate = wanted.GetProperty("sampleRate").GetInt32(), fftSize = wanted.GetProperty("fftSize").GetInt32(), bands = wanted.GetProperty("melBands").GetInt32();
        JsonElement high = wanted.GetProperty("maximumFrequency");
        float[][] bank = FilterBanks.MelBankSlaney(bands, fftSize, sampleRate, wanted.GetProperty("minimumFrequency").GetDouble(),
            high.ValueKind == JsonValueKind.Null ? sampleRate / 2.0 : high.GetDouble(), true);

        Assert.Equal(bands, bank.Length);
        Assert.All(bank, row => Assert.Equal(fftSize / 2 + 1, row.Length));
        Assert.Equal(wanted.GetProperty("nonZero").GetInt32(), bank.Sum(row => row.Count(w => w > 1e-9f)));
        Assert.Equal(wanted.GetProperty("sum").GetDouble(), bank.Sum(row => row.Sum(w => (double)w)), 1e-5);
        foreach ((JsonElement place, JsonElement weight) in wanted.GetProperty("places").EnumerateArray().Zip(wanted.GetProperty("weights").EnumerateArray()))
            Assert.Equal(weight.GetDouble(), bank[place[0].GetInt32()][place[1].GetInt32()], 1e-8);
    }

    [Fact]
    public void Without_a_highest_frequency_it_reaches_to_Nyquist()
        => Assert.Equal(FilterBanks.MelBankSlaney(40, 512, 16000, 0, 8000), FilterBanks.MelBankSlaney(40, 512, 16000));

    [Fact]
    public void Without_the_norm_neighbours_add_up_to_1()
    {
        float[][] bank = FilterBanks.MelBankSlaney(40, 2048, 16000, 0, 8000, false);
        for (int bin = 20; bin < 900; bin++) Assert.Equal(1, bank.Sum(row => row[bin]), 1e-5);
    }

    [Fact]
    public void A_highest_frequency_past_Nyquist_runs_out_of_the_array()
        => Assert.Throws<IndexOutOfRangeException>(() => FilterBanks.MelBankSlaney(40, 512, 16000, 0, 9000));

    private static JsonElement[] Load()
    {
        string path = Path.Combine(Pix2Pitch.Tests.TestData.RepositoryRoot, "tests", "Transforms.Tests", "Audio", "Reference", "reference.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("bank").EnumerateArray().Select(e => e.Clone())];
    }
}
