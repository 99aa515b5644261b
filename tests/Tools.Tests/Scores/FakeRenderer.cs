using NAudio.Midi;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Tests.Scores;

/// <summary>Renders every note of a MIDI file as a sine at its pitch, without FluidSynth.</summary>
internal sealed class FakeRenderer : IScoreRenderer
{
    private const int SampleRate = 22050;

    private int _count;

    public string Program => "fake 1.0";

    public (string Name, string Checksum) SoundFont => ("sine.sf2", new string('0', 64));

    /// <summary>Amplitude of a note.</summary>
    public float Amplitude { get; init; } = 0.1f;

    /// <summary>Called with the number of the rendering, from 1, before it.</summary>
    public Action<int>? BeforeRendering { get; init; }

    /// <summary>Renderings so far.</summary>
    public int Count => _count;

    public void Render(string midi, string wave, Room room, CancellationToken stop)
    {
        int number = Interlocked.Increment(ref _count);
        BeforeRendering?.Invoke(number);
        stop.ThrowIfCancellationRequested();
        MidiEvent[] events = [.. new MidiFile(midi, true).Events.SelectMany(track => track)];
        var samples = new float[(int)(events.Max(each => each.AbsoluteTime) * SampleRate / 960)]; // 960 ticks are a second
        foreach (NoteOnEvent note in events.OfType<NoteOnEvent>().Where(note => note.Velocity > 0))
        {
            double step = 2 * Math.PI * 440 * Math.Pow(2, (note.NoteNumber - 69) / 12.0) / SampleRate;
            int first = (int)(note.AbsoluteTime * SampleRate / 960), end = Math.Min(samples.Length, (int)(note.OffEvent!.AbsoluteTime * SampleRate / 960));
            for (int i = first; i < end; i++) samples[i] += Amplitude * (float)Math.Sin(step * (i - first));
        }
        WaveWriter.Write(wave, samples, SampleRate);
    }
}
