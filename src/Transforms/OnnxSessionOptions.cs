using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch;

/// <summary>Options for sessions of ONNX Runtime that several threads use at once.</summary>
internal static class OnnxSessionOptions
{
    /// <summary>
    /// Threads of a session that have nothing to do wait instead of asking again and again. So they take no processor time from other paintings: a batch on two cores takes about a
    /// quarter less of it, and one painting as long as before.
    /// </summary>
    public static SessionOptions Create()
    {
        var options = new SessionOptions();
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
