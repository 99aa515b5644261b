using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>Counts paintings, clips and pairs by style, period and place.</summary>
internal static class GroupCounter
{
    /// <summary>Everything.</summary>
    public static GroupCounts All(ReportSource source) => Count(source, _ => "all", ["all"])[0];

    /// <summary>All five styles, in their order.</summary>
    public static IReadOnlyList<GroupCounts> ByStyle(ReportSource source)
        => Count(source, work => StyleNames.Of(work.Style), StyleNames.All);

    /// <summary>The quarters of centuries that occur, the earliest first; works without a year come last.</summary>
    public static IReadOnlyList<GroupCounts> ByPeriod(ReportSource source)
        => Count(source, work => work.Period,
            [.. Occurring(source, work => work.Period).OrderBy(name => name.Length == 0).ThenBy(name => name, StringComparer.Ordinal)]);

    /// <summary>The countries that occur, the one with the most works first; works without a country come last.</summary>
    public static IReadOnlyList<GroupCounts> ByPlace(ReportSource source)
    {
        IReadOnlyList<GroupCounts> groups = Count(source, work => work.CountryOrHome, [.. Occurring(source, work => work.CountryOrHome)]);
        return
        [
            .. groups.OrderBy(group => group.Name.Length == 0)
                .ThenByDescending(group => group.Paintings.Total + group.Clips.Total)
                .ThenBy(group => group.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Occurring(ReportSource source, Func<ReportWork, string> group)
        => source.Paintings.Concat(source.Clips).Select(group).Distinct();

    private static IReadOnlyList<GroupCounts> Count(ReportSource source, Func<ReportWork, string> group, IReadOnlyList<string> names)
    {
        ILookup<string, Split> paintings = source.Paintings.ToLookup(group, work => work.Split);
        ILookup<string, Split> clips = source.Clips.ToLookup(group, work => work.Split);
        ILookup<string, Split> pairs = source.Pairs.ToLookup(pair => group(pair.Painting), pair => pair.Split);
        return
        [
            .. names.Select(name => new GroupCounts(
                name, SplitCounts.Count(paintings[name]), SplitCounts.Count(clips[name]), SplitCounts.Count(pairs[name]))),
        ];
    }
}
