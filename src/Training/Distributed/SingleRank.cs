namespace Pix2Pitch.Training.Distributed;

/// <summary>A training in one process, without MPI.</summary>
internal sealed class SingleRank : IRankGroup
{
    private SingleRank()
    {
    }

    public static SingleRank Instance { get; } = new();

    public int Rank => 0;

    public int Count => 1;

    public int LocalRank => 0;

    public int LocalCount => 1;

    public void Average(Span<float> values)
    {
    }

    public void Average(Span<double> values)
    {
    }

    public int Max(int value) => value;

    public float[] Concatenate(float[] values) => values;

    public IReadOnlyList<string> Gather(string text) => [text];

    public Exception Failure(string message) => new Pix2PitchException(message);

    public void Dispose()
    {
    }
}
