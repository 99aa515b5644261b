namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>libtorch is used from one thread at a time, and one of these tests measures the process's memory.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Libtorch
{
    public const string Name = "libtorch";
}
