namespace Microsoft.ML.Data;

/// <summary>Definitions for the ways in which a class is used.</summary>
internal static class SchemaDefinitions
{
    /// <summary>The members of a class whose objects become rows.</summary>
    public static SchemaDefinition ToRead(Type type) => SchemaDefinition.Create(type, SchemaDefinition.Direction.Read);

    /// <summary>The members of a class whose objects are made of rows.</summary>
    public static SchemaDefinition ToWrite(Type type) => SchemaDefinition.Create(type, SchemaDefinition.Direction.Write);

    /// <summary>The members of a class whose objects become rows; those that the schema knows get its types and annotations.</summary>
    public static SchemaDefinition For(Type type, DataViewSchema schema)
    {
        SchemaDefinition definition = ToRead(type);
        foreach (SchemaDefinition.Column column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is not { } known) continue;
            column.ColumnType = known.Type;
            column.SetAnnotations(known.Annotations);
        }
        return definition;
    }
}
