namespace Pix2Pitch.Tests;

/// <summary>
/// The sentence for the user in what a pipeline throws. ML.NET computes columns in threads of its own, and wraps what is thrown there in
/// <see cref="InvalidOperationException"/>.
/// </summary>
internal static class Refusal
{
    /// <summary>Runs what has to fail, and finds the <see cref="Pix2PitchException"/> in what it throws.</summary>
    public static Pix2PitchException Of(Func<object> action)
    {
        Exception? thrown = Assert.ThrowsAny<Exception>(action);
        while (thrown is not (null or Pix2PitchException)) thrown = thrown.InnerException;
        return Assert.IsType<Pix2PitchException>(thrown);
    }
}
