using Pix2Pitch.Mel;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Transforms.Tests.Notes;

public sealed class NoteTranscriptionTests
{
    // Pitch, start and end in seconds: a melody over held notes, with one note that is struck twice.
    private static readonly (int Pitch, double Start, double End)[] s_played =
    [
        (48, 0.5, 4.5), (60, 0.5, 1.5), (64, 1.5, 2.5), (67, 2.5, 3.5), (72, 3.5, 4.5), (53, 5, 9), (69, 5, 6), (72, 6, 7), (72, 7, 8), (77, 8, 9),
    ];

    [Fact]
    public void The_notes_of_a_melody_with_a_bass_are_found_in_their_mel_spectrogram()
    {
        NoteSequence notes = NoteSequence.Transcribe(Played(s_played));

        Assert.True(notes.IsTranscription);
        int found = s_played.Count(played => notes.Any(note => note.Pitch == played.Pitch && Math.Abs(note.Start - played.Start) <= 0.05));
        Assert.True(found >= 9 && notes.Count <= 12, $"{found} of {s_played.Length} notes are among {notes.Count}: {string.Join(", ", notes.Select(n => $"{n.Pitch} {n.Start:0.00}-{n.Start + n.Seconds:0.00}"))}");
    }

    [Fact]
    public void Silence_has_no_notes()
        => Assert.Empty(NoteSequence.Transcribe(new MelSpectrogram(MelOptions.Thesis256, [.. Enumerable.Repeat(-1f, MelOptions.Thesis256.ValueCount)])));

    private static MelSpectrogram Played((int Pitch, double Start, double End)[] notes)
    {
        MelOptions mel = MelOptions.Thesis256;
        var samples = new float[mel.ClipSamples];
        foreach ((int pitch, double start, double end) in notes)
        {
            double hertz = 440 * Math.Pow(2, (pitch - 69) / 12.0);
            for (int i = (int)(start * mel.SampleRate); i < (int)(end * mel.SampleRate) && i < samples.Length; i++)
            {
                double time = (double)i / mel.SampleRate - start, level = 0.1 * Math.Min(1, time / 0.005) * Math.Exp(-1.5 * time);
                for (int n = 1; n <= 8; n++) samples[i] += (float)(level / n * Math.Sin(2 * Math.PI * n * hertz * time));
            }
        }
        var values = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel).Extract(samples, values);
        return new MelSpectrogram(mel, values);
    }
}
