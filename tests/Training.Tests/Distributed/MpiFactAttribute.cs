namespace Pix2Pitch.Training.Tests.Distributed;

/// <summary>A test that starts several processes with the mpirun of MPICH. Where there is none, it is skipped with the reason; .ci/run counts that as a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MpiFactAttribute : FactAttribute
{
    public MpiFactAttribute() => Skip = MpiRun.Missing;
}

/// <inheritdoc cref="MpiFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MpiTheoryAttribute : TheoryAttribute
{
    public MpiTheoryAttribute() => Skip = MpiRun.Missing;
}
