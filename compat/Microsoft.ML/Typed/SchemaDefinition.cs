using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which columns the members of a class are. It may be changed before it is used.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>For which way rows and objects are turned into one another the members are listed.</summary>
    [Flags]
    public enum Direction
    {
        /// <summary>Members are read: it needs a getter.</summary>
        Read = 1,

        /// <summary>Members are written: it needs a setter.</summary>
        Write = 2,
        Both = Read | Write,
    }

    /// <summary>The column of that name.</summary>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName)
            ?? throw new ArgumentOutOfRangeException(nameof(columnName), $"There is no column '{columnName}'.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentOutOfRangeException(
                    nameof(columnName),
                    $"The column's name is '{value.ColumnName}', not '{columnName}'.");
            int index = FindIndex(column => column.ColumnName == columnName);
            if (index >= 0) this[index] = value;
            else Add(value);
        }
    }

    /// <summary>The public fields and properties of a class, as its attributes say.</summary>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (MemberInfo member in Members(userType, direction))
        {
            if (member.GetCustomAttribute<NoColumnAttribute>() is not null) continue;
            var column = new Column(member);
            if (definition.Exists(other => other.ColumnName == column.ColumnName))
                throw new InvalidOperationException(
                    $"The class '{userType}' has more than one member for the column '{column.ColumnName}'.");
            definition.Add(column);
        }
        return definition;
    }

    private static IEnumerable<MemberInfo> Members(Type type, Direction direction)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            if (!field.IsInitOnly || direction.HasFlag(Direction.Read)) yield return field;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            bool readable = direction.HasFlag(Direction.Read) && property.GetGetMethod() is not null;
            bool writable = direction.HasFlag(Direction.Write) && property.GetSetMethod() is not null;
            if ((readable || writable) && property.GetIndexParameters().Length == 0) yield return property;
        }
    }
}
