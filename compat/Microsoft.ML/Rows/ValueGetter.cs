namespace Microsoft.ML;

/// <summary>Gives the value that a column has in the row where the cursor stands. What is passed in may be used again.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
