namespace TorchSharp;

/// <summary>A convolution's padding by name.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}
