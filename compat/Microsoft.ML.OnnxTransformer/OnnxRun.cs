using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The results of a model for the row of the moment.</summary>
internal sealed class OnnxRun(OnnxModel model, OnnxInput[] inputs, string[] outputNames, DataViewRow row) : IDisposable
{
    private readonly string[] _inputNames = Array.ConvertAll(inputs, input => input.Name);
    private IDisposableReadOnlyCollection<OrtValue> _results;
    private long _position = -1;

    public OrtValue Result(int index)
    {
        if (_results is null || _position != row.Position)
        {
            Dispose();
            var values = new List<OrtValue>(inputs.Length);
            try
            {
                foreach (OnnxInput input in inputs) values.Add(input.Read());
                _results = model.Run(_inputNames, [.. values], outputNames);
                _position = row.Position;
            }
            finally
            {
                foreach (OrtValue value in values) value.Dispose();
            }
        }
        return _results.ElementAt(index);
    }

    public void Dispose()
    {
        _results?.Dispose();
        _results = null;
    }
}
