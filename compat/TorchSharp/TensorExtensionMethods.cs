namespace TorchSharp;

/// <summary>Conversions of a tensor with one element to a number, whatever its element type.</summary>
public static class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => Read<float>(value, torch.ScalarType.Float32);

    public static double ToDouble(this torch.Tensor value) => Read<double>(value, torch.ScalarType.Float64);

    public static short ToInt16(this torch.Tensor value) => Read<short>(value, torch.ScalarType.Int16);

    public static int ToInt32(this torch.Tensor value) => Read<int>(value, torch.ScalarType.Int32);

    public static long ToInt64(this torch.Tensor value) => Read<long>(value, torch.ScalarType.Int64);

    public static bool ToBoolean(this torch.Tensor value) => Read<bool>(value, torch.ScalarType.Bool);

    private static T Read<T>(torch.Tensor value, torch.ScalarType type) where T : struct
    {
        using var converted = value.to_type(type);
        return converted.item<T>();
    }
}
