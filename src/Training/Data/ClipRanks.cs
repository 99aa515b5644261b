using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>
/// How bright, loud and busy clips are among the training clips of their style. A recurrent generator learns what music of a rank is like, and is then asked for the ranks of a
/// painting's lightness, saturation and warmth: the same correspondences by which paintings are paired with music.
/// </summary>
internal sealed class ClipRanks
{
    /// <summary>Ranks of a clip: brightness, loudness and onset rate.</summary>
    public const int Count = 3;

    /// <summary>
    /// The logistic function of this times a value is close to the normal distribution function (Camilli 1994, "Origin of the scaling constant d = 1.7 in item response theory"): the rank of a
    /// value that is given in standard deviations from the mean.
    /// </summary>
    public const float NormalSlope = 1.702f;

    private const double ClipSeconds = 10;

    private readonly ITrainingData _data;
    private readonly (double Frequency, double Width)[] _bands;
    private readonly Dictionary<int, double[]> _figures = [];
    private readonly Dictionary<Style, double[][]> _ofStyle = []; // of the training clips of a style

    /// <summary>Measures all training clips.</summary>
    /// <param name="data">Data whose clips have notes.</param>
    public ClipRanks(ITrainingData data)
    {
        _data = data;
        _bands = Bands(data.Mel);
        foreach (IGrouping<Style, TrainingPair> style in data.Training.DistinctBy(pair => pair.Mel).GroupBy(pair => pair.Style ?? default))
            _ofStyle[style.Key] = [.. Enumerable.Range(0, Count).Select(figure => style.Select(pair => FiguresOf(pair.Mel)[figure]).ToArray())];
    }

    /// <summary>The middle of each band in Hz, and its width in bins of the spectrum.</summary>
    /// <param name="mel">Options of the mel-spectrogram.</param>
    public static (double Frequency, double Width)[] Bands(MelOptions mel)
    {
        MelFilterBank filters = MelFilterBank.For(mel);
        return [.. Enumerable.Range(0, filters.Bands).Select(band =>
        {
            double width = filters.Weights(band).Length;
            return ((filters.FirstBin(band) + (width - 1) / 2) * mel.SampleRate / mel.FftSize, width);
        })];
    }

    /// <summary>Reads the ranks of a clip.</summary>
    /// <param name="clip">Row of the clip.</param>
    /// <param name="style">Its style; null for unknown.</param>
    /// <param name="ranks">Receives <see cref="Count"/> values, 0 (the least of the style) to 1; 0.5 where no training clip has the style.</param>
    public void Read(int clip, Style? style, Span<float> ranks)
    {
        double[] figures = FiguresOf(clip);
        for (int i = 0; i < Count; i++)
        {
            if (!_ofStyle.TryGetValue(style ?? default, out double[][]? others))
            {
                ranks[i] = 0.5f;
                continue;
            }
            int below = others[i].Count(other => other < figures[i]), equal = others[i].Count(other => other == figures[i]);
            ranks[i] = (float)((below + equal / 2.0) / others[i].Length);
        }
    }

    /// <summary>The mean frequency in Hz weighted by magnitude, the mean power relative to the peak, and onsets per second.</summary>
    private double[] FiguresOf(int clip)
    {
        if (_figures.TryGetValue(clip, out double[]? known)) return known;
        int bands = _bands.Length, frames = _data.Mel.Frames;
        var mel = new float[bands * frames];
        _data.ReadMel(clip, mel);
        double magnitudes = 0, frequencies = 0, power = 0;
        for (int band = 0; band < bands; band++)
        {
            (double frequency, double width) = _bands[band];
            double sum = 0;
            for (int frame = 0; frame < frames; frame++)
            {
                double magnitude = Math.Pow(10, (mel[band * frames + frame] - 1) * _data.Mel.TopDecibels / 40);
                sum += magnitude;
                power += magnitude * magnitude * width;
            }
            magnitudes += sum * width;
            frequencies += sum * width * frequency;
        }
        IReadOnlyList<NoteEvent> notes = _data.ReadNotes(clip).Notes;
        double onsets = notes.Where((note, i) => i == 0 || note.Wait > 0).Count() / ClipSeconds;
        return _figures[clip] = [frequencies / magnitudes, power / frames, onsets];
    }
}
