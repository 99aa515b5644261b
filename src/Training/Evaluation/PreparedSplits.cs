using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// The works that a prepared folder holds out. They cannot be computed from the lists: prepare keeps files with the same content together, leaves out
/// copies, and counts clips instead of recordings.
/// </summary>
internal sealed class PreparedSplits
{
    private readonly string _folder;
    private readonly Dictionary<string, Split> _paintings, _music; // by path

    /// <summary>Reads the tables of a prepared folder.</summary>
    /// <exception cref="Pix2PitchException">It is no prepared folder, or cannot be read.</exception>
    public PreparedSplits(string folder)
    {
        _folder = folder;
        PreparedTables tables = PreparedTables.Read(folder, PreparedFolder.ReadInfo(folder), CancellationToken.None);
        (_paintings, _music) = (ByPath(tables.Paintings), ByPath(tables.Clips));
    }

    /// <summary>The paintings that are held out (validation and test), or those for training.</summary>
    public LabelledWork[] Paintings(IReadOnlyList<LabelledWork> works, bool isHeldOut, List<string> notes) => Of(works, _paintings, "paintings", isHeldOut, notes);

    /// <summary>The recordings that are held out (validation and test), or those for training.</summary>
    public LabelledWork[] Music(IReadOnlyList<LabelledWork> works, bool isHeldOut, List<string> notes) => Of(works, _music, "recordings", isHeldOut, notes);

    private LabelledWork[] Of(IReadOnlyList<LabelledWork> works, Dictionary<string, Split> splits, string what, bool isHeldOut, List<string> notes)
    {
        int unknown = works.Count(work => !splits.ContainsKey(work.Work.Path));
        if (unknown == works.Count) throw new Pix2PitchException($"'{_folder}' was prepared from other {what}; give the folder that the models were trained with, and the data that it was prepared from.");
        if (unknown > 0 && isHeldOut) notes.Add($"{unknown} of the {what} {(unknown == 1 ? "is" : "are")} not in the prepared folder, such as copies of others, and not used.");
        return [.. works.Where(work => splits.TryGetValue(work.Work.Path, out Split split) && split != Split.Train == isHeldOut)];
    }

    // All clips of a recording are in the same split.
    private static Dictionary<string, Split> ByPath(IEnumerable<PreparedWork> works)
    {
        var splits = new Dictionary<string, Split>(StringComparer.Ordinal);
        foreach (PreparedWork work in works) splits[work.Work.Path] = work.Split;
        return splits;
    }
}
