using System.Buffers.Binary;
using Google.Protobuf;

namespace Pix2Pitch.Training.Tests.Monitoring;

/// <summary>
/// Reads TensorBoard's event files without the code that writes them: TFRecord framing (TensorFlow, "TFRecords format details"), CRC-32C bit by bit (RFC 3720, appendix
/// B.4), and the fields of event.proto and summary.proto by their numbers.
/// </summary>
internal static class EventFileReader
{
    /// <summary>A scalar.</summary>
    public sealed record Scalar(long Step, double Time, string Tag, float Value);

    /// <summary>All scalars of a folder's files, in the order of the files' names. Fails if a record is damaged or a file has no version first.</summary>
    public static IReadOnlyList<Scalar> Read(string folder)
    {
        var scalars = new List<Scalar>();
        foreach (string path in Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(path);
            bool isFirst = true;
            for (int at = 0; at < bytes.Length; isFirst = false)
            {
                int length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)));
                Assert.Equal(Mask(Checksum(bytes.AsSpan(at, 8))), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
                byte[] content = bytes[(at + 12)..(at + 12 + length)];
                Assert.Equal(Mask(Checksum(content)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
                Assert.Equal(isFirst, ReadEvent(content, scalars) == "brain.Event:2");
                at += 12 + length + 4;
            }
        }
        return scalars;
    }

    /// <summary>CRC-32C of Castagnoli's polynomial, reflected.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++) checksum = checksum >> 1 ^ ((checksum & 1) == 1 ? 0x82F63B78 : 0);
        }
        return ~checksum;
    }

    private static uint Mask(uint checksum) => (checksum >> 15 | checksum << 17) + 0xa282ead8;

    // Event: 1 wall_time, 2 step, 3 file_version, 5 summary.
    private static string ReadEvent(byte[] content, List<Scalar> scalars)
    {
        (double time, long step, string version, byte[] summary) = (0, 0, "", []);
        var input = new CodedInputStream(content);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag >> 3)
            {
                case 1: time = input.ReadDouble(); break;
                case 2: step = input.ReadInt64(); break;
                case 3: version = input.ReadString(); break;
                case 5: summary = input.ReadBytes().ToByteArray(); break;
                default: input.SkipLastField(); break;
            }
        }
        // Summary: 1 value. Value: 1 tag, 2 simple_value.
        var values = new CodedInputStream(summary);
        while (values.ReadTag() is var field and not 0)
        {
            Assert.Equal(1u, field >> 3);
            var value = new CodedInputStream(values.ReadBytes().ToByteArray());
            (string name, float number) = ("", float.NaN);
            while (value.ReadTag() is var tag and not 0)
            {
                if (tag >> 3 == 1) name = value.ReadString();
                else if (tag >> 3 == 2) number = value.ReadFloat();
                else value.SkipLastField();
            }
            scalars.Add(new Scalar(step, time, name, number));
        }
        return version;
    }
}
