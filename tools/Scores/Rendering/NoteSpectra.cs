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

    /// <summary>The representations whose bands are measured, with the file of each. The envelopes are those of the first.</summary>
    private static readonly (MelOptions Mel, string File)[] s_tables = [(MelOptions.Thesis256 with { TopDecibels = TopDecibels }, "note-spectra.npy"), (MelOptions.Thesis512 with { TopDecibels = TopDecibels }, "note-spectra-512.npy")];

    /// <summary>Renders all notes and measures them.</summary>
    /// <param name="renderer">The renderer.</param>
    /// <param name="folder">Receives <c>note-spectra.npy</c>, float32 [families, 2, 88, 256] (power of the attack and of the body), <c>note-spectra-512.npy</c> with 512 bands, and
    /// <c>note-envelopes.npy</c>, float32 [families, 64] (power relative to the largest).</param>
    /// <param name="progress">Shows how many notes are done.</param>
    /// <param name="stop">Ends the rendering.</param>
    /// <returns>The number of notes.</returns>
    public static int Measure(IScoreRenderer renderer, string folder, Progress progress, CancellationToken stop)
    {
        MelSpectrogramExtractor[] extractors = [.. s_tables.Select(table => new MelSpectrogramExtractor(table.Mel))];
        Room dry = Room.All[0];
        Directory.CreateDirectory(folder);
        NpyWriter[] spectra = [.. s_tables.Select(table => new NpyWriter(Path.Combine(folder, table.File), NpyType.Full, 2, NoteRoll.PitchCount, table.Mel.MelBands))];
        using var envelopes = new NpyWriter(Path.Combine(folder, "note-envelopes.npy"), NpyType.Full, EnvelopeFrames);
        int done = 0, all = InstrumentFamilies.Count * NoteRoll.PitchCount;
        string work = Directory.CreateTempSubdirectory("pix2pitch-notes").FullName;
        try
        {
            foreach (InstrumentFamily family in Enum.GetValues<InstrumentFamily>())
            {
                var power = new double[s_tables.Length][][,];
                for (int table = 0; table < power.Length; table++) power[table] = new double[NoteRoll.PitchCount][,];
                Parallel.For(0, NoteRoll.PitchCount, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
                {
                    int pitch = NoteRoll.LowestPitch + i;
                    float[] samples = Samples(renderer, InstrumentAt(family, pitch), pitch, dry, work, stop);
                    for (int table = 0; table < power.Length; table++) power[table][i] = Power(samples, extractors[table]);
                    progress.Report(Interlocked.Increment(ref done), all);
                });
                float[] envelope = Envelope(power[0]);
                envelopes.Write(envelope);
                for (int table = 0; table < power.Length; table++) spectra[table].Write(Rows(power[table], envelope));
            }
            foreach (NpyWriter writer in spectra) writer.Complete();
            envelopes.Complete();
            return all;
        }
        finally
        {
            foreach (NpyWriter writer in spectra) writer.Dispose();
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The spectra of a family, [2, 88, bands].</summary>
    private static float[] Rows(double[][,] power, float[] envelope)
    {
        int bands = power[0].GetLength(1);
        var rows = new float[2 * NoteRoll.PitchCount * bands];
        for (int pitch = 0; pitch < NoteRoll.PitchCount; pitch++)
        {
            for (int band = 0; band < bands; band++)
            {
                rows[pitch * bands + band] = (float)Mean(power[pitch], band, envelope, 0, AttackFrames);
                rows[(NoteRoll.PitchCount + pitch) * bands + band] = (float)Mean(power[pitch], band, envelope, BodyStart, BodyEnd);
            }
        }
        return rows;
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
        InstrumentFamily.Woodwind => pitch < Instrument.Singer.Low ? Instrument.Bassoon : pitch <= Instrument.Singer.High ? Instrument.Oboe : Instrument.Flute,
        _ => Instrument.Horn,
    };

    /// <summary>The samples of a note, with the reference tone at the end.</summary>
    internal static float[] Samples(IScoreRenderer renderer, Instrument instrument, int pitch, Room room, string folder, CancellationToken stop)
    {
        MelOptions mel = MelOptions.Thesis256;
        double start = (double)LeadFrames * mel.HopLength / mel.SampleRate;
        int startTick = (int)Math.Round(start * Excerpt.TicksPerSecond), endTick = startTick + 3 * Excerpt.TicksPerSecond;
        var excerpt = new Excerpt(new Instrumentation(instrument.Name, Texture.Whole, [new Line(instrument, 0)]), 0, [new ExcerptNote(0, startTick, endTick, pitch, Velocity)]);
        string midi = Path.Combine(folder, $"{instrument.Name}-{pitch}.mid"), wave = Path.ChangeExtension(midi, ".wav");
        using (FileStream stream = File.Create(midi))
            MidiExcerptWriter.Write(stream, excerpt, room.Send);
        renderer.Render(midi, wave, room, stop);
        AudioClip audio = AudioReader.Read(wave, mel.SampleRate, 0, mel.ClipSeconds, stop);
        File.Delete(wave);
        float[] samples = audio.Samples[..Math.Min(audio.Samples.Length, mel.ClipSamples)];
        Array.Resize(ref samples, mel.ClipSamples);
        // The tone is in the last second, where the note has ended.
        for (int i = samples.Length - mel.SampleRate; i < samples.Length; i++)
            samples[i] = (float)(Reference * Math.Sin(2 * Math.PI * 1000 * i / mel.SampleRate));
        return samples;
    }

    /// <summary>The mel power [frame, band] of a note in the frames of 256 px, relative to that of the reference tone.</summary>
    internal static double[,] Power(float[] samples, MelSpectrogramExtractor extractor)
    {
        MelOptions mel = extractor.Mel;
        var values = new float[mel.ValueCount];
        extractor.Extract(samples, values);
        int step = MelOptions.Thesis256.HopLength / mel.HopLength;
        var power = new double[EnvelopeFrames, mel.MelBands];
        for (int frame = 0; frame < EnvelopeFrames; frame++)
        {
            for (int band = 0; band < mel.MelBands; band++)
                power[frame, band] = Math.Pow(10, (values[band * mel.Frames + (LeadFrames + frame) * step] - 1) * TopDecibels / 20);
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
