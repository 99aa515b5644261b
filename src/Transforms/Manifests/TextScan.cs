using System.Buffers;
using System.Text;

namespace Pix2Pitch.Manifests;

/// <summary>Scans a text file: whether it is UTF-8, and if not, the words from which the encoding can be detected.</summary>
internal sealed class TextScan
{
    private const int MaxWords = 4096;
    private const int MaxWordBytes = 64;

    private readonly HashSet<string> _words = []; // bytes as Latin-1, which keeps all of them
    private readonly StringBuilder _word = new();
    private bool _hasHighByte;

    private TextScan()
    {
    }

    /// <summary>The first line with bytes that are not UTF-8; null if there is none.</summary>
    public int? InvalidLine { get; private set; }

    /// <summary>The first line with U+FFFD; null if there is none.</summary>
    public int? LostLetterLine { get; private set; }

    /// <summary>The first line with UTF-8 that was encoded as UTF-8 a second time; null if there is none.</summary>
    public int? DoubleEncodedLine { get; private set; }

    /// <summary>Whether there is a zero byte.</summary>
    public bool HasZero { get; private set; }

    /// <summary>The words with a byte over 127, each once, with their bytes as Latin-1; at most 4,096.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Reads a stream to its end.</summary>
    public static TextScan Of(Stream stream)
    {
        var scan = new TextScan();
        var buffer = new byte[1 << 16];
        int line = 1, kept = 0;
        var previous = new Rune(' ');
        while (true)
        {
            int read = stream.Read(buffer.AsSpan(kept));
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            kept = 0;
            while (bytes.Length > 0)
            {
                if (bytes[0] < 0x80)
                {
                    if (bytes[0] == '\n') line++;
                    scan.HasZero |= bytes[0] == 0;
                    scan.AddToWord(bytes[0]);
                    previous = new Rune(bytes[0]);
                    bytes = bytes[1..];
                    continue;
                }
                OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
                if (status == OperationStatus.NeedMoreData && read > 0)
                {
                    bytes.CopyTo(buffer);
                    kept = bytes.Length;
                    break;
                }
                if (status != OperationStatus.Done) scan.InvalidLine ??= line;
                else if (rune == Rune.ReplacementChar) scan.LostLetterLine ??= line;
                else if (previous.Value is 0xC2 or 0xC3 && rune.Value is >= 0x80 and <= 0xBF) scan.DoubleEncodedLine ??= line;
                previous = rune;
                foreach (byte b in bytes[..length]) scan.AddToWord(b);
                bytes = bytes[length..];
            }
            if (read == 0) break;
        }
        scan.AddToWord((byte)' ');
        return scan;
    }

    private void AddToWord(byte value)
    {
        if (value >= 0x80 || char.IsAsciiLetter((char)value))
        {
            _hasHighByte |= value >= 0x80;
            if (_word.Length < MaxWordBytes) _word.Append((char)value);
            return;
        }
        if (_word.Length == 0) return;
        if (_hasHighByte && _words.Count < MaxWords) _words.Add(_word.ToString());
        _word.Clear();
        _hasHighByte = false;
    }
}
