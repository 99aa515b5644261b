using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Data;

/// <summary>Moves some columns of a cursor into memory, as far as somebody wants to read.</summary>
internal sealed class CacheFiller(DataViewRowCursor source, StoredColumn[] columns)
{
    private readonly Lock _gate = new();
    private int _filled;
    private bool _ended;
    private ExceptionDispatchInfo _failure;

    /// <summary>The number of rows, if it is known by now.</summary>
    public long? Count
    {
        get
        {
            lock (_gate)
            {
                return _ended ? _filled : null;
            }
        }
    }

    /// <summary>Sees to it that the row is there; false if there is no such row.</summary>
    public bool FillTo(int row)
    {
        lock (_gate)
        {
            _failure?.Throw();
            while (!_ended && _filled <= row) FillNext();
            return row < _filled;
        }
    }

    public void Fill()
    {
        while (FillTo(_filled))
        {
        }
    }

    private void FillNext()
    {
        try
        {
            if (source.MoveNext())
            {
                foreach (StoredColumn column in columns) column.Store(_filled);
                _filled++;
                return;
            }
            source.Dispose();
            _ended = true;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            source.Dispose();
            throw;
        }
    }
}
