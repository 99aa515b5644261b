using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.Tests;

/// <summary>Reads a standard MIDI file byte by byte, by the specification and without a library.</summary>
internal sealed class MidiBytes
{
    public MidiBytes(byte[] bytes)
    {
        Assert.Equal("MThd", Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal(6u, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)));
        Format = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(8));
        int tracks = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(10));
        TicksPerQuarterNote = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(12));
        int at = 14;
        for (int track = 0; track < tracks; track++)
        {
            Assert.Equal("MTrk", Encoding.ASCII.GetString(bytes, at, 4));
            int end = at + 8 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4));
            Tracks.Add(Events(bytes, at + 8, end));
            at = end;
        }
        Assert.Equal(bytes.Length, at);
    }

    public int Format { get; }

    public int TicksPerQuarterNote { get; }

    /// <summary>The events of each track: time in ticks, status byte, type of meta event (0 for others), data.</summary>
    public List<List<(long Tick, int Status, int Meta, byte[] Data)>> Tracks { get; } = [];

    /// <summary>The texts of a type of meta event, in all tracks.</summary>
    public IEnumerable<string> Texts(int meta) => Tracks.SelectMany(track => track).Where(e => e.Status == 0xFF && e.Meta == meta).Select(e => Encoding.ASCII.GetString(e.Data));

    /// <summary>The notes of a track: channel from 1, pitch, first tick, tick after the last.</summary>
    public IEnumerable<(int Channel, int Pitch, long On, long Off)> Notes(int track)
    {
        var open = new Dictionary<(int, int), long>();
        foreach ((long tick, int status, _, byte[] data) in Tracks[track])
        {
            int kind = status & 0xF0, channel = (status & 0x0F) + 1;
            if (kind is not (0x80 or 0x90)) continue;
            if (kind == 0x90 && data[1] > 0) open.Add((channel, data[0]), tick);
            else yield return (channel, data[0], open.Remove((channel, data[0]), out long on) ? on : throw new InvalidDataException("A note ends that did not begin."), tick);
        }
        Assert.Empty(open);
    }

    private static List<(long, int, int, byte[])> Events(byte[] bytes, int at, int end)
    {
        var events = new List<(long, int, int, byte[])>();
        long tick = 0;
        int status = 0;
        while (at < end)
        {
            tick += Number();
            if (bytes[at] >= 0x80) status = bytes[at++]; // otherwise the status is that of the previous event
            int meta = status == 0xFF ? bytes[at++] : 0;
            int length = status >= 0xF0 ? Number() : (status & 0xF0) is 0xC0 or 0xD0 ? 1 : 2;
            events.Add((tick, status, meta, bytes[at..(at + length)]));
            at += length;
        }
        Assert.Equal(0x2F, events[^1].Item3); // end of track
        return events;

        int Number()
        {
            int value = 0;
            do value = (value << 7) | (bytes[at] & 0x7F);
            while (bytes[at++] >= 0x80);
            return value;
        }
    }
}
