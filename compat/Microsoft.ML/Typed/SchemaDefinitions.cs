namespace Microsoft.ML.Data;

/// <summary>Definitions that follow a schema.</summary>
internal static class SchemaDefinitions
{
    /// <summary>The members of a class, read; those that the schema knows get its types and annotations.</summary>
    public static SchemaDefinition For(Type type, DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(type, SchemaDefinition.Direction.Read);
        foreach (SchemaDefinition.Column column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is not { } known) continue;
            column.ColumnType = known.Type;
            column.SetAnnotations(known.Annotations);
        }
        return definition;
    }
}
