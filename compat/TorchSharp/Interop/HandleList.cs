namespace TorchSharp.Interop;

/// <summary>The native addresses of a list of tensors, kept alive until disposed.</summary>
internal sealed class HandleList : IDisposable
{
    private readonly TensorHandle[] _held;
    private int _count;

    public HandleList(IReadOnlyList<torch.Tensor> tensors)
    {
        _held = new TensorHandle[tensors.Count];
        Pointers = new nint[tensors.Count];
        try
        {
            for (int i = 0; i < _held.Length; i++)
            {
                var handle = (tensors[i] ?? throw new ArgumentNullException(nameof(tensors), $"Tensor {i} of the list is null.")).Handle;
                bool added = false;
                handle.DangerousAddRef(ref added);
                _held[_count++] = handle;
                Pointers[i] = handle.DangerousGetHandle();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public nint[] Pointers { get; }

    public long Count => Pointers.Length;

    public void Dispose()
    {
        while (_count > 0)
            _held[--_count].DangerousRelease();
    }
}
