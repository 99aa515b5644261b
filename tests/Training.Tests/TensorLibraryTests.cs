namespace Pix2Pitch.Training.Tests;

/// <summary>
/// Tests that compute with the tensor library in the process of the tests. They run one after the other and beside no other test: TorchSharp leaves
/// the numbers that it hands to libtorch to the garbage collector, which frees one that is still in use when another thread makes it run.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorLibraryTests
{
    public const string Name = "tensor library";
}
