using System.CommandLine;
using Pix2Pitch.Terminal.Doctor;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Commands;

/// <summary>The command <c>doctor</c>: tries what training needs, and says what to do about what does not work.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Tries everything that training needs: libraries, GPU, disk, memory. Says what works, what does not, and what to do.");
        command.SetAction(_ => DoctorReport.Run([.. CommonChecks.Of(typeof(DoctorCommand).Assembly), ("libtorch", LibTorch)], Console.Out));
        return command;
    }

    private static Check LibTorch()
    {
        using Tensor two = ones(2, 2), product = two.matmul(two);
        if (product[0, 0].item<float>() != 2)
            return new Check("libtorch", CheckState.Fails, "a matrix product is wrong.", "restore the packages again.");
        string gpu = cuda.is_available() ? $"{cuda.device_count()} GPUs" : "no GPU";
        return new Check("libtorch", CheckState.Works, $"{__version__}, {get_num_threads()} threads, {gpu}");
    }
}
