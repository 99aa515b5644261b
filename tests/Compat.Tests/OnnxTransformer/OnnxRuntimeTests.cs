using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Compat.Tests.OnnxTransformer;

public class OnnxRuntimeTests
{
    [Fact]
    public void A_session_runs_on_the_native_library_that_lies_with_the_assembly()
    {
        using var session = new InferenceSession(OnnxGraph.Unary("Tanh", "input", "output", "N", 2));
        using OrtValue input = OrtValue.CreateTensorValueFromMemory([0f, 1f, 2f, 3f], [2L, 2L]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["input"], [input], ["output"]);

        Assert.Equal(MathF.Tanh(3), results[0].GetTensorDataAsSpan<float>()[3], 1e-6f);
        Assert.Equal([-1, 2], session.InputMetadata["input"].Dimensions);
        Assert.Equal("N", session.InputMetadata["input"].SymbolicDimensions[0]);
        if (!OperatingSystem.IsLinux()) return;
        Assert.Contains(
            File.ReadLines("/proc/self/maps"),
            line => line.Contains("libonnxruntime.so") && line.Contains(AppContext.BaseDirectory.TrimEnd('/')));
    }

    [Fact]
    public void What_the_runtime_refuses_is_an_exception()
    {
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("no model"u8.ToArray()));
        using var session = new InferenceSession(OnnxGraph.Unary("Tanh", "input", "output", "N", 2));
        using OrtValue input = OrtValue.CreateTensorValueFromMemory([0f, 1f, 2f], [1L, 3L]);
        using var options = new RunOptions();
        Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["input"], [input], ["output"]));
    }
}
