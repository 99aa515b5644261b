namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>A residue (Vorbis I specification, section 8): the spectrum divided by its floor, as sums of codebook vectors.</summary>
internal sealed class VorbisResidue
{
    private const int Passes = 8;

    private readonly VorbisCodebook[] _books;
    private readonly int _type, _begin, _end, _partitionSize, _classes;
    private readonly VorbisCodebook _classBook;
    private readonly int[,] _passes; // [class, pass]: the codebook, -1 for none
    private int[] _classOf = []; // [channel, partition]
    private readonly float[][] _interleaved = [[]]; // all channels interleaved, for type 2
    private readonly bool[] _isInterleavedSilent = new bool[1];

    /// <summary>Reads a residue.</summary>
    /// <exception cref="InvalidDataException">The residue is invalid.</exception>
    public VorbisResidue(ref VorbisBits bits, VorbisCodebook[] books)
    {
        _books = books;
        _type = (int)bits.Read(16);
        _begin = (int)bits.Read(24);
        _end = (int)bits.Read(24);
        _partitionSize = (int)bits.Read(24) + 1;
        _classes = (int)bits.Read(6) + 1;
        int classBook = (int)bits.Read(8);
        if (_type > 2 || _end < _begin || classBook >= books.Length || books[classBook].Dimensions == 0) throw new InvalidDataException();
        _classBook = books[classBook];
        var cascades = new uint[_classes];
        for (int i = 0; i < _classes; i++) cascades[i] = bits.Read(3) | (bits.ReadFlag() ? bits.Read(5) << 3 : 0);
        _passes = new int[_classes, Passes];
        for (int i = 0; i < _classes; i++)
        {
            for (int pass = 0; pass < Passes; pass++)
            {
                int book = (cascades[i] >> pass & 1) == 1 ? (int)bits.Read(8) : -1;
                if (book >= books.Length || (book >= 0 && (!books[book].HasVectors || _partitionSize % books[book].Dimensions != 0))) throw new InvalidDataException();
                _passes[i, pass] = book;
            }
        }
        if (bits.IsPastEnd) throw new InvalidDataException();
    }

    /// <summary>Reads the residues of some channels.</summary>
    /// <param name="bits">The packet; values after its end stay 0.</param>
    /// <param name="spectra">The spectra of the channels, all 0.</param>
    /// <param name="isSilent">Which channels are not read.</param>
    /// <param name="length">Number of values in a spectrum.</param>
    public void Read(ref VorbisBits bits, ReadOnlySpan<float[]> spectra, ReadOnlySpan<bool> isSilent, int length)
    {
        int channels = spectra.Length;
        if (_type < 2)
        {
            Read(ref bits, spectra, isSilent, length, channels);
            return;
        }
        if (!isSilent.Contains(false)) return;
        int all = length * channels;
        if (_interleaved[0].Length < all) _interleaved[0] = new float[all];
        _interleaved[0].AsSpan(0, all).Clear();
        Read(ref bits, _interleaved, _isInterleavedSilent, all, 1);
        for (int channel = 0; channel < channels; channel++)
        {
            float[] spectrum = spectra[channel];
            for (int i = 0, from = channel; i < length; i++, from += channels) spectrum[i] = _interleaved[0][from];
        }
    }

    private void Read(ref VorbisBits bits, ReadOnlySpan<float[]> vectors, ReadOnlySpan<bool> isSilent, int length, int count)
    {
        int begin = Math.Min(_begin, length), end = Math.Min(_end, length), partitions = (end - begin) / _partitionSize, perWord = _classBook.Dimensions;
        if (_classOf.Length < count * (partitions + perWord)) _classOf = new int[count * (partitions + perWord)];
        int row = partitions + perWord;
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int partition = 0; partition < partitions;)
            {
                for (int n = 0; pass == 0 && n < count; n++)
                {
                    if (isSilent[n]) continue;
                    int word = _classBook.Read(ref bits);
                    if (word < 0) return;
                    for (int i = perWord - 1; i >= 0; i--)
                    {
                        _classOf[n * row + partition + i] = word % _classes;
                        word /= _classes;
                    }
                }
                for (int i = 0; i < perWord && partition < partitions; i++, partition++)
                {
                    for (int n = 0; n < count; n++)
                    {
                        int book = isSilent[n] ? -1 : _passes[_classOf[n * row + partition], pass];
                        if (book >= 0 && !ReadPartition(ref bits, _books[book], vectors[n].AsSpan(begin + partition * _partitionSize, _partitionSize))) return;
                    }
                }
            }
        }
    }

    private bool ReadPartition(ref VorbisBits bits, VorbisCodebook book, Span<float> partition)
    {
        int dimensions = book.Dimensions;
        if (_type == 0)
        {
            int step = partition.Length / dimensions;
            for (int i = 0; i < step; i++)
            {
                ReadOnlySpan<float> vector = book.ReadVector(ref bits);
                if (vector.IsEmpty) return false;
                for (int j = 0; j < vector.Length; j++) partition[i + j * step] += vector[j];
            }
            return true;
        }
        for (int i = 0; i < partition.Length; i += dimensions)
        {
            ReadOnlySpan<float> vector = book.ReadVector(ref bits);
            if (vector.IsEmpty) return false;
            for (int j = 0; j < vector.Length; j++) partition[i + j] += vector[j];
        }
        return true;
    }
}
