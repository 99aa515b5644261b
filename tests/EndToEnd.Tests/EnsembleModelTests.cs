using Pix2Pitch.Generation;
using Pix2Pitch.Models;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The default model beside a program.</summary>
public sealed class EnsembleModelTests
{
    [Fact]
    public void A_program_that_references_it_has_the_file_beside_it() => Assert.Equal("ensemble", GeneratorMetadata.Read(EnsembleModel.Path).Name);

    [Fact]
    public void A_program_that_was_copied_without_the_file_says_so()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<Pix2PitchException>(() => EnsembleModel.PathIn(folder.Path)).Message;
        Assert.Equal($"'{folder.File("models", "ensemble.onnx")}' is missing: build the program again, or copy the folder 'models' with it.", message);
    }

    [Fact]
    public void The_public_API_is_the_one_that_is_listed() => PublicApi.AssertListedIn(typeof(EnsembleModel).Assembly, "EndToEnd.Tests");
}
