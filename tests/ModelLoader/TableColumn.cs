using Microsoft.ML.Data;

namespace Pix2Pitch.ModelLoader;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; one of those that <see cref="Table"/> knows.</param>
/// <param name="Values">One value for each row, of the type's raw type.</param>
public sealed record TableColumn(string Name, DataViewType Type, IReadOnlyList<object> Values);
