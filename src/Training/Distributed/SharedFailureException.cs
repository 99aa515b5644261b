namespace Pix2Pitch.Training.Distributed;

/// <summary>A problem that all ranks have found in the same place, so that all of them end by themselves and one tells the user.</summary>
/// <param name="message">One sentence for the user.</param>
internal sealed class SharedFailureException(string message) : Exception(message);
