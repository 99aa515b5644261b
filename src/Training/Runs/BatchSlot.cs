using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Memory for the examples of one step on the CPU, which is used again for later steps: no step leaves garbage behind. With a GPU it is page-locked, so that copies run
/// while the GPU computes.
/// </summary>
internal sealed class BatchSlot : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly Dictionary<string, Memory> _memory = [];
    private readonly Device _device;

    /// <param name="device">Where the tensors are needed.</param>
    public BatchSlot(Device device) => _device = device;

    /// <summary>Makes room for numbers, once.</summary>
    public void Add(string name, ScalarType type, params long[] shape)
    {
        using IDisposable noGradient = no_grad();
        Tensor tensor = zeros(shape, type);
        if (_device.type == DeviceType.CUDA)
        {
            using Tensor pageable = tensor;
            tensor = pageable.pin_memory();
        }
        tensor = tensor.DetachFromDisposeScope();
        _tensors.Add(name, tensor);
        _memory.Add(name, Memory.Of(tensor));
    }

    /// <summary>The numbers as they were written last, to be filled on any thread.</summary>
    public Span<T> Values<T>(string name) where T : unmanaged => _memory[name].As<T>();

    /// <summary>
    /// The numbers on the device. On the CPU this is the memory itself, so the tensor is valid until the slot is filled again. A copy to a GPU is only queued.
    /// </summary>
    public Tensor ToDevice(string name)
    {
        Tensor tensor = _tensors[name];
        return _device.type == DeviceType.CPU ? tensor.alias() : tensor.to(_device, non_blocking: true);
    }

    /// <summary>Whether the slot has room for numbers of this name.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
            tensor.Dispose();
    }

    // The address is taken once, because libtorch must not be called on the thread that fills the slot.
    private readonly unsafe struct Memory(void* start, int bytes)
    {
        public static Memory Of(Tensor tensor)
        {
            Span<byte> bytes = tensor.bytes;
            return new Memory(System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);
        }

        public Span<T> As<T>() where T : unmanaged => new(start, bytes / sizeof(T));
    }
}
