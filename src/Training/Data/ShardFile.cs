namespace Pix2Pitch.Training.Data;

/// <summary>A file of a prepared folder with rows of paintings or of mel-spectrograms, in NumPy's <c>.npy</c> format; it never changes.</summary>
/// <param name="File">Its path in the folder, with slashes.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Checksum of the file, 64 lower-case hexadecimal digits.</param>
public sealed record ShardFile(string File, int Rows, long Bytes, string Sha256);
