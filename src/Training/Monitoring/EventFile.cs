using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace Pix2Pitch.Training.Monitoring;

/// <summary>
/// Writes scalars for TensorBoard: an event file, which is a sequence of TFRecords that contain messages of TensorFlow's event.proto. A run that continues
/// starts another file, and events of steps that it trains again are removed from the earlier files. TorchSharp's SummaryWriter would write the same
/// messages, but it stores the time as a 32-bit number, which is exact to two minutes.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Prefix = "events.out.tfevents.";
    private const int HeaderLength = 12, FooterLength = 4;

    private readonly FileStream _file;

    /// <summary>Starts a file.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="lastStep">The step from which the run continues; 0 for a new run.</param>
    public EventFile(string folder, long lastStep)
    {
        foreach (string earlier in Directory.GetFiles(folder, $"{Prefix}*")) RemoveAfter(earlier, lastStep);
        // TensorBoard reads the files of a folder in the order of their names.
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{DateTimeOffset.UtcNow.ToUnixTimeSeconds():D10}.step-{lastStep:D8}");
        _file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write(new Event { FileVersion = "brain.Event:2" });
        // A TensorBoard that is already open forgets the steps that are trained again.
        if (lastStep > 0) Write(new Event { Step = lastStep + 1, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
    }

    /// <summary>Writes the scalars of a step.</summary>
    public void Write(long step, IEnumerable<(string Tag, double Value)> scalars)
    {
        var summary = new Summary();
        foreach ((string tag, double value) in scalars) summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
        Write(new Event { Step = step, Summary = summary });
    }

    public void Dispose() => _file.Dispose();

    private void Write(Event e)
    {
        e.WallTime = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
        byte[] message = e.ToByteArray();
        int length = message.Length;
        var record = new byte[HeaderLength + length + FooterLength];
        Span<byte> content = record.AsSpan(HeaderLength, length);
        BinaryPrimitives.WriteInt64LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        message.CopyTo(content);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderLength + length), MaskedChecksum(content));
        _file.Write(record); // at once, so that no record is torn unless the disk is full
    }

    // CRC-32C, masked as TensorFlow's record_writer.cc and LevelDB do.
    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes) checksum = BitOperations.Crc32C(checksum, value);
        checksum = ~checksum;
        return BitOperations.RotateRight(checksum, 15) + 0xa282ead8;
    }

    /// <summary>Removes the events of later steps, and a torn record, from the end of a file; a file without any other scalars is deleted.</summary>
    private static void RemoveAfter(string path, long lastStep)
    {
        bool hasScalars = false;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            long end = 0;
            while (ReadNext(file) is { } e && e.Step <= lastStep)
            {
                hasScalars |= e.Summary is not null;
                end = file.Position;
            }
            if (end < file.Length) file.SetLength(end);
        }
        if (!hasScalars) File.Delete(path);
    }

    private static Event? ReadNext(FileStream file)
    {
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) return null;
        long length = BinaryPrimitives.ReadInt64LittleEndian(header);
        if (length < 0 || length > file.Length - file.Position - FooterLength) return null;
        var content = new byte[length];
        file.ReadExactly(content);
        file.Position += FooterLength;
        try
        {
            var e = new Event();
            e.MergeFrom(new CodedInputStream(content)); // the parser does not accept messages as old as TorchSharp's
            return e;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
