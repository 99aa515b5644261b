namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>A row that tests start from.</summary>
public sealed class Work
{
    public string Title { get; set; } = "";

    public float Year { get; set; }

    public static Work[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => new Work { Title = $"work {i}", Year = 1600 + i })];
}
