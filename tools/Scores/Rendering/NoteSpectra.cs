using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Scores.Rendering;

/// <summary>
/// Measures the spectra and the envelopes of single notes of each instrument family, from which a generator of notes makes its mel-spectrogram.
/// </summary>
internal static class NoteSpectra
{
    /// <summary>Frames of an envelope: 2.5 s.</summary>
    public const int EnvelopeFrames = 64;

    private const int LeadFrames = 4, AttackFrames = 2, BodyStart = 3, BodyEnd = 20, Velocity = 80;
    private const double Reference = 0.25; // amplitude of the tone to whose level all notes are related
    private const double TopDecibels = 120;

    /// <summary>Renders all notes and measures them.</summary>
    /// <param name="renderer">The renderer.</param>
    /// <param name="folder">Receives <c>note-spectra.npy</c>, float32 [families, 2, 88, bands] (power of the attack and of the body), and <c>note-envelopes.npy</c>, float32
    /// [families, 64] (power relative to the largest).</param>
    /// <param name="progress">Shows how many notes are done.</param>
    /// <param name="stop">Ends the rendering.</param>
    /// <returns>The number of notes.</returns>
    public static int Measure(IScoreRenderer renderer, string folder, Progress progress, CancellationToken stop)
    {
        MelOptions mel = MelOptions.Thesis256 with { TopDecibels = TopDecibels };
        var extractor = new MelSpectrogramExtractor(mel);
        Room dry = Room.All[0];
        Directory.CreateDirectory(folder);
        using var spectra = new NpyWriter(Path.Combine(folder, "note-spectra.npy"), NpyType.Full, 2, NoteRoll.PitchCount, mel.MelBands);
        using var envelopes = new NpyWriter(Path.Combine(folder, "note-envelopes.npy"), NpyType.Full, EnvelopeFrames);
        int done = 0, all = InstrumentFamilies.Count * NoteRoll.PitchCount;
        string work = Directory.CreateTempSubdirectory("pix2pitch-notes").FullName;
        try
        {
            foreach (InstrumentFamily family in Enum.GetValues<InstrumentFamily>())
            {
                var power = new double[NoteRoll.PitchCount][,];
                Parallel.For(0, NoteRoll.PitchCount, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
                {
                    int pitch = NoteRoll.LowestPitch + i;
                    power[i] = Power(renderer, extractor, InstrumentAt(family, pitch), pitch, dry, work, stop);
                    progress.Report(Interlocked.Increment(ref done), all);
                });
                float[] envelope = Envelope(power);
                envelopes.Write(envelope);
                var rows = new float[2 * NoteRoll.PitchCount * mel.MelBands];
                for (int pitch = 0; pitch < NoteRoll.PitchCount; pitch++)
                {
                    for (int band = 0; band < mel.MelBands; band++)
                    {
                        rows[pitch * mel.MelBands + band] = (float)Mean(power[pitch], band, envelope, 0, AttackFrames);
                        rows[(NoteRoll.PitchCount + pitch) * mel.MelBands + band] = (float)Mean(power[pitch], band, envelope, BodyStart, BodyEnd);
                    }
                }
                spectra.Write(rows);
            }
            spectra.Complete();
            envelopes.Complete();
            return all;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The instrument that plays a pitch for its family.</summary>
    private static Instrument InstrumentAt(InstrumentFamily family, int pitch) => family switch
    {
        InstrumentFamily.Piano => Instrument.Piano,
        InstrumentFamily.Harpsichord => Instrument.Harpsichord,
        InstrumentFamily.Organ => Instrument.Organ,
        InstrumentFamily.Plucked => Instrument.Guitar.Has(pitch) ? Instrument.Guitar : Instrument.Harp,
        InstrumentFamily.Strings => pitch < Instrument.Cello.Low ? Instrument.DoubleBasses : pitch < Instrument.Violin.Low ? Instrument.Cello : Instrument.Violin,
        InstrumentFamily.Voice => Instrument.Choir,
        InstrumentFamily.Woodwind => pitch < Instrument.Oboe.Low ? Instrument.Bassoon : pitch < Instrument.Flute.Low + 9 ? Instrument.Clarinet : Instrument.Flute,
        _ => Instrument.Horn,
    };

    /// <summary>The mel power [frame, band] of a note, relative to that of the reference tone.</summary>
    internal static double[,] Power(
        IScoreRenderer renderer, MelSpectrogramExtractor extractor, Instrument instrument, int pitch, Room room, string folder, CancellationToken stop)
    {
        MelOptions mel = extractor.Mel;
        double start = (double)LeadFrames * mel.HopLength / mel.SampleRate;
        int startTick = (int)Math.Round(start * Excerpt.TicksPerSecond), endTick = startTick + 3 * Excerpt.TicksPerSecond;
        var excerpt = new Excerpt(new Instrumentation(instrument.Name, Texture.Whole, [new Line(instrument, 0)]), 0, [new ExcerptNote(0, startTick, endTick, pitch, Velocity)]);
        string midi = Path.Combine(folder, $"{instrument.Name}-{pitch}.mid"), wave = Path.ChangeExtension(midi, ".wav");
        using (FileStream stream = File.Create(midi))
            MidiExcerptWriter.Write(stream, excerpt, room.Send);
        renderer.Render(midi, wave, room, stop);
        AudioClip audio = AudioReader.Read(wave, mel.SampleRate, 0, mel.ClipSeconds);
        File.Delete(wave);
        float[] samples = audio.Samples[..Math.Min(audio.Samples.Length, mel.ClipSamples)];
        Array.Resize(ref samples, mel.ClipSamples);
        // The tone is in the last second, where the note has ended.
        for (int i = samples.Length - mel.SampleRate; i < samples.Length; i++)
            samples[i] = (float)(Reference * Math.Sin(2 * Math.PI * 1000 * i / mel.SampleRate));
        var values = new float[mel.ValueCount];
        extractor.Extract(samples, values);
        var power = new double[EnvelopeFrames, mel.MelBands];
        for (int frame = 0; frame < EnvelopeFrames; frame++)
        {
            for (int band = 0; band < mel.MelBands; band++)
                power[frame, band] = Math.Pow(10, (values[band * mel.Frames + LeadFrames + frame] - 1) * TopDecibels / 20);
        }
        return power;
    }

    /// <summary>The median over the pitches of the power of each frame, relative to the largest of its note.</summary>
    private static float[] Envelope(double[][,] notes)
    {
        double[][] relative = [.. notes.Select(note =>
        {
            double[] sums = [.. Enumerable.Range(0, EnvelopeFrames).Select(frame => Enumerable.Range(0, note.GetLength(1)).Sum(band => note[frame, band]))];
            double max = sums.Max();
            return sums.Select(sum => sum / max).ToArray();
        })];
        return [.. Enumerable.Range(0, EnvelopeFrames).Select(frame => (float)relative.Select(each => each[frame]).Order().ElementAt(notes.Length / 2))];
    }

    /// <summary>The mean power of a band over frames, as if the envelope were 1.</summary>
    private static double Mean(double[,] power, int band, float[] envelope, int first, int end)
        => Enumerable.Range(first, end - first).Sum(frame => power[frame, band]) / Enumerable.Range(first, end - first).Sum(frame => (double)envelope[frame]);
}
