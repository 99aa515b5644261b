using System.Diagnostics;
using System.Runtime.Intrinsics;
using Pix2Pitch.Transforms.Tests.Mel;

namespace Pix2Pitch.Transforms.Tests.Fourier;

/// <summary>Processors without 512-bit vectors use other instructions: this process starts itself again without AVX-512.</summary>
public sealed class NarrowVectorsTests
{
    [Fact]
    public async Task Without_AVX_512_spectra_and_mel_spectrograms_equal_the_reference_too()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NarrowVectorsTests).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableAVX512"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal($"False {MelReferenceTests.Cases.Count}", printed.Trim());
    }

    /// <summary>Compares spectra and mel-spectrograms with the reference; prints whether there are 512-bit vectors, and the number of cases.</summary>
    public static int Main()
    {
        foreach (ReferenceData.MelCase wanted in ReferenceData.Values.Mel)
        {
            using var tests = new MelReferenceTests();
            tests.The_spectrum_equals_the_reference_to_a_millionth_of_its_largest_magnitude(wanted.Name);
            tests.The_mel_spectrogram_of_a_file_equals_the_reference(wanted.Name);
        }
        Console.WriteLine($"{Vector512.IsHardwareAccelerated} {ReferenceData.Values.Mel.Length}");
        return 0;
    }
}
