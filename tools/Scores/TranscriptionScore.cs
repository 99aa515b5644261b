using Pix2Pitch.Mel;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Tools.Scores;

/// <summary>
/// Compares transcriptions with the notes that were played, whichever instrument plays them. Notes of a pitch that begin within <see cref="Tolerance"/> of each other (unisons of several
/// instruments) count as one.
/// </summary>
internal sealed class TranscriptionScore
{
    /// <summary>The largest difference of the onsets of a note that is found, in seconds; MIREX's.</summary>
    public const double Tolerance = 0.05;

    /// <summary>The frames in which notes are compared, in seconds: those of the mel-spectrogram.</summary>
    public static readonly double FrameSeconds = (double)MelOptions.Thesis256.HopLength / MelOptions.Thesis256.SampleRate;

    private int _matched;
    private int _bothFrames, _foundFrames, _playedFrames;

    /// <summary>Number of notes that were played.</summary>
    public int Played { get; private set; }

    /// <summary>Number of notes in the transcriptions.</summary>
    public int Found { get; private set; }

    /// <summary>How well notes are found.</summary>
    public Agreement Notes => new(_matched, Found, Played);

    /// <summary>How well it is found which pitches sound in each frame.</summary>
    public Agreement Frames => new(_bothFrames, _foundFrames, _playedFrames);

    /// <summary>Adds a clip.</summary>
    /// <param name="transcription">The notes that were found.</param>
    /// <param name="played">The notes that were played: pitch, start and end in seconds.</param>
    public void Add(NoteSequence transcription, IReadOnlyList<(int Pitch, double Start, double End)> played)
    {
        foreach (int pitch in transcription.Select(note => note.Pitch).Concat(played.Select(note => note.Pitch)).Distinct())
        {
            double[] found = [.. transcription.Where(note => note.Pitch == pitch).Select(note => note.Start).Order()];
            var expected = new List<double>();
            foreach (double start in played.Where(note => note.Pitch == pitch).Select(note => note.Start).Order())
            {
                if (expected.Count == 0 || start - expected[^1] > Tolerance) expected.Add(start);
            }
            Played += expected.Count;
            Found += found.Length;
            // In the order of time, the first possible match is never worse than another one.
            for (int i = 0, j = 0; i < expected.Count && j < found.Length;)
            {
                if (Math.Abs(expected[i] - found[j]) <= Tolerance) (_matched, i, j) = (_matched + 1, i + 1, j + 1);
                else if (expected[i] < found[j]) i++;
                else j++;
            }
            HashSet<int> soundsThere = [.. transcription.Where(note => note.Pitch == pitch).SelectMany(note => FramesOf(note.Start, note.Start + note.Seconds))];
            HashSet<int> soundsHere = [.. played.Where(note => note.Pitch == pitch).SelectMany(note => FramesOf(note.Start, note.End))];
            _foundFrames += soundsThere.Count;
            _playedFrames += soundsHere.Count;
            _bothFrames += soundsThere.Count(soundsHere.Contains);
        }
    }

    private static IEnumerable<int> FramesOf(double start, double end)
    {
        int first = (int)Math.Round(start / FrameSeconds);
        return Enumerable.Range(first, Math.Max(1, (int)Math.Round(end / FrameSeconds) - first));
    }

    /// <summary>Precision, recall and their harmonic mean F1.</summary>
    /// <param name="Both">Number that was found and is right.</param>
    /// <param name="Found">Number that was found.</param>
    /// <param name="Played">Number that is right.</param>
    internal readonly record struct Agreement(int Both, int Found, int Played)
    {
        /// <summary>0 to 1; 0 if nothing was found or played.</summary>
        public double F1 => Found + Played > 0 ? 2.0 * Both / (Found + Played) : 0;

        /// <inheritdoc/>
        public override string ToString() => $"F1 {F1:0.000}, precision {(Found > 0 ? (double)Both / Found : 0):0.000}, recall {(Played > 0 ? (double)Both / Played : 0):0.000}";
    }
}
