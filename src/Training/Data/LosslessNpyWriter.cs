using System.Runtime.InteropServices;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Data;

/// <summary>
/// Writes rows to a <c>.npy</c> file of a small type as long as it holds every number exactly. At the first row that it cannot hold, the file
/// becomes one of float32.
/// </summary>
internal sealed class LosslessNpyWriter : IDisposable
{
    private readonly string _path;
    private readonly int[] _rowShape;
    private readonly byte[] _stored;
    private readonly float[] _restored;
    private NpyType _type;
    private NpyWriter _writer;

    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="type">The small type.</param>
    /// <param name="rowShape">Shape of a row.</param>
    public LosslessNpyWriter(string path, NpyType type, params int[] rowShape)
    {
        (_path, _type, _rowShape, _writer) = (path, type, rowShape, new NpyWriter(path, type, rowShape));
        _restored = new float[_writer.RowLength];
        _stored = new byte[_writer.RowLength * type.Size];
    }

    /// <summary>Adds a row.</summary>
    public void Write(ReadOnlySpan<float> row)
    {
        if (_type != NpyType.Full && !IsExact(row))
            Widen();
        _writer.Write(row);
    }

    /// <summary>Completes the file.</summary>
    public void Complete() => _writer.Complete();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private bool IsExact(ReadOnlySpan<float> row)
    {
        NpyTypes.Store(_type, row, _stored);
        NpyTypes.Load(_type, _stored, _restored);
        // Bits, not values: -0 is not 0, and a NaN is kept.
        return MemoryMarshal.AsBytes(row).SequenceEqual(MemoryMarshal.AsBytes(_restored.AsSpan()));
    }

    private void Widen()
    {
        _writer.Complete();
        _writer.Dispose();
        string small = _path + ".small";
        File.Move(_path, small, overwrite: true);
        (_type, _writer) = (NpyType.Full, new NpyWriter(_path, NpyType.Full, _rowShape));
        using (var file = new NpyFile(small))
        {
            for (int i = 0; i < file.Rows; i++)
            {
                file.Read(i, _restored);
                _writer.Write(_restored);
            }
        }
        File.Delete(small);
    }
}
