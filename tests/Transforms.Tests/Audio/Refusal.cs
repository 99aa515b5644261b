namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>The sentence that a user gets out of a cursor: ML.NET's threads wrap the exception.</summary>
internal static class Refusal
{
    public static string Of(Func<object> action)
    {
        Exception? refused = Record.Exception(() => action());
        while (refused is not (null or Pix2PitchException)) refused = refused.InnerException;
        return Assert.IsType<Pix2PitchException>(refused).Message;
    }
}
