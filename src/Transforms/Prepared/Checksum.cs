using System.Security.Cryptography;

namespace Pix2Pitch.Prepared;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
internal static class Checksum
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string OfFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
