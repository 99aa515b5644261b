using System.Text;
using Microsoft.ML.Data;

namespace Pix2Pitch.ModelLoader;

/// <summary>The file format of a <see cref="Table"/>: columns one after the other, each with name, type and values.</summary>
internal static class TableFormat
{
    private const byte Text = 0, Boolean = 1, Single = 2, Int32 = 3, Key = 4, Vector = 5;

    public static void Write(Table table, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(table.Columns.Count);
        writer.Write(table.Count);
        foreach (TableColumn column in table.Columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            foreach (object value in column.Values) WriteValue(writer, value);
        }
    }

    public static Table Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var columns = new TableColumn[reader.ReadInt32()];
        int count = reader.ReadInt32();
        for (int i = 0; i < columns.Length; i++)
        {
            string name = reader.ReadString();
            DataViewType type = ReadType(reader);
            var values = new object[count];
            for (int row = 0; row < count; row++) values[row] = ReadValue(reader, type);
            columns[i] = new TableColumn(name, type, values);
        }
        return new Table(columns);
    }

    private static void WriteType(BinaryWriter writer, DataViewType type)
    {
        writer.Write(type switch
        {
            TextDataViewType => Text,
            BooleanDataViewType => Boolean,
            KeyDataViewType => Key,
            VectorDataViewType => Vector,
            _ => type == NumberDataViewType.Single ? Single : Int32,
        });
        if (type is KeyDataViewType key) writer.Write(key.Count);
        if (type is VectorDataViewType vector)
        {
            writer.Write(vector.Dimensions.Length);
            foreach (int dimension in vector.Dimensions) writer.Write(dimension);
        }
    }

    private static DataViewType ReadType(BinaryReader reader) => reader.ReadByte() switch
    {
        Text => TextDataViewType.Instance,
        Boolean => BooleanDataViewType.Instance,
        Single => NumberDataViewType.Single,
        Int32 => NumberDataViewType.Int32,
        Key => new KeyDataViewType(typeof(uint), reader.ReadUInt64()),
        _ => new VectorDataViewType(NumberDataViewType.Single, Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32()).ToArray()),
    };

    private static void WriteValue(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text: writer.Write(text.ToString()); break;
            case bool truth: writer.Write(truth); break;
            case float number: writer.Write(number); break;
            case int number: writer.Write(number); break;
            case uint key: writer.Write(key); break;
            case VBuffer<float> vector:
                writer.Write(vector.Length);
                foreach (float item in vector.DenseValues()) writer.Write(item);
                break;
        }
    }

    private static object ReadValue(BinaryReader reader, DataViewType type) => type switch
    {
        TextDataViewType => (object)reader.ReadString().AsMemory(), // each value in a box of its own type
        BooleanDataViewType => reader.ReadBoolean(),
        KeyDataViewType => reader.ReadUInt32(),
        VectorDataViewType => ReadVector(reader),
        _ when type == NumberDataViewType.Single => reader.ReadSingle(),
        _ => reader.ReadInt32(),
    };

    private static VBuffer<float> ReadVector(BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++) values[i] = reader.ReadSingle();
        return new VBuffer<float>(values.Length, values);
    }
}
