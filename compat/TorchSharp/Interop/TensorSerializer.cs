namespace TorchSharp.Interop;

/// <summary>TorchSharp's own format: numbers as LEB128, a tensor as element type, number of dimensions, sizes, raw elements.</summary>
internal static class TensorSerializer
{
    private const int Block = 1 << 20;

    public static void Encode(BinaryWriter writer, long value)
    {
        do
        {
            long rest = value >>> 7;
            writer.Write((byte)(((ulong)value & 0x7f) | (rest != 0 ? 0x80ul : 0)));
            value = rest;
        }
        while (value != 0);
    }

    public static long Decode(BinaryReader reader)
    {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = reader.ReadByte();
            value |= (long)(part & 0x7f) << shift;
            if ((part & 0x80) == 0) return value;
        }
        throw new InvalidDataException("A number in the file is longer than 64 bits: it was not written by save.");
    }

    public static void Write(BinaryWriter writer, torch.Tensor tensor)
    {
        Encode(writer, (long)tensor.dtype);
        long[] shape = tensor.shape;
        Encode(writer, shape.Length);
        foreach (long size in shape) Encode(writer, size);
        using var mode = torch.no_grad();
        using var near = tensor.cpu();
        using var plain = near.contiguous();
        writer.Write(plain.bytes);
    }

    /// <summary>Reads a tensor into one that is there: type and shape must be the same.</summary>
    public static void ReadInto(BinaryReader reader, torch.Tensor target, string name)
    {
        var (type, shape) = ReadHeader(reader);
        long[] expected = target.shape;
        if (!shape.SequenceEqual(expected))
            throw new ArgumentException($"Mismatched tensor shape while loading '{name}': [{string.Join(", ", shape)}] is stored and [{string.Join(", ", expected)}] expected. Make sure that the model you are loading into is exactly the same as the origin.");
        using var mode = torch.no_grad();
        using var near = torch.empty(shape, type);
        Fill(reader, near);
        target.copy_(near);
    }

    public static torch.Tensor Read(BinaryReader reader)
    {
        var (type, shape) = ReadHeader(reader);
        var tensor = torch.empty(shape, type);
        Fill(reader, tensor);
        return tensor;
    }

    /// <summary>Reads past a tensor.</summary>
    public static void Skip(BinaryReader reader)
    {
        var (type, shape) = ReadHeader(reader);
        long left = shape.Aggregate((long)type.ElementSize(), (count, size) => checked(count * size));
        while (left > 0)
        {
            int read = reader.ReadBytes((int)Math.Min(left, Block)).Length;
            if (read == 0) throw new EndOfStreamException("The file ends within a tensor.");
            left -= read;
        }
    }

    private static (torch.ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        long type = Decode(reader);
        if (type > sbyte.MaxValue || !Enum.IsDefined((torch.ScalarType)type))
            throw new InvalidDataException($"There is no element type {type}: the file was not written by save.");
        long dims = Decode(reader);
        if (dims > 64) throw new InvalidDataException($"A tensor of {dims} dimensions: the file was not written by save.");
        var shape = new long[dims];
        for (int i = 0; i < dims; i++) shape[i] = Decode(reader);
        return ((torch.ScalarType)type, shape);
    }

    private static void Fill(BinaryReader reader, torch.Tensor tensor)
    {
        var bytes = tensor.bytes;
        while (!bytes.IsEmpty)
        {
            int read = reader.Read(bytes[..Math.Min(bytes.Length, Block)]);
            if (read == 0) throw new EndOfStreamException("The file ends within a tensor.");
            bytes = bytes[read..];
        }
    }
}
