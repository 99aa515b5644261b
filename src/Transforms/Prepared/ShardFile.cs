namespace Pix2Pitch.Prepared;

/// <summary>A <c>.npy</c> file of a prepared folder with paintings or mel-spectrograms. It never changes.</summary>
/// <param name="File">Its path in the folder, with slashes.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Checksum of the file, 64 lower-case hexadecimal digits; empty in format 1.</param>
public sealed record ShardFile(string File, int Rows, long Bytes, string Sha256);
