using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that is added to, multiplied with ... a tensor.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(ShimScalar value) => Value = value;

    internal ShimScalar Value { get; }

    private static Scalar Integer(long value) => new(new ShimScalar(0, value, value));

    private static Scalar Real(double value) => new(new ShimScalar(1, 0, value));

    public static implicit operator Scalar(byte value) => Integer(value);

    public static implicit operator Scalar(sbyte value) => Integer(value);

    public static implicit operator Scalar(short value) => Integer(value);

    public static implicit operator Scalar(int value) => Integer(value);

    public static implicit operator Scalar(long value) => Integer(value);

    public static implicit operator Scalar(Half value) => Real((double)value);

    public static implicit operator Scalar(float value) => Real(value);

    public static implicit operator Scalar(double value) => Real(value);

    public static implicit operator Scalar(bool value) => new(new ShimScalar(2, value ? 1 : 0, value ? 1 : 0));

    /// <summary>Nothing to free here; the real one holds native memory.</summary>
    public void Dispose()
    {
    }
}
