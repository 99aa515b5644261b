namespace Pix2Pitch.Prepared;

/// <summary>A painting or clip and where its numbers are: a line of a prepared folder's tables.</summary>
/// <param name="Shard">Number of the file in the list of <see cref="PreparedInfo"/>.</param>
/// <param name="Row">Row in that file.</param>
/// <param name="Work">The painting or clip.</param>
internal sealed record PreparedRow<TWork>(int Shard, int Row, TWork Work);
