using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Reports;

/// <summary>Finds what to check before training.</summary>
internal static class WarningFinder
{
    private const int FewClips = 20;
    private const int MinWorks = 5; // with fewer works, one person easily has half of a style
    private const double LargeShare = 0.4;

    public static IReadOnlyList<ReportWarning> Find(ReportSource source, IReadOnlyList<FeatureCorrelation> correlations) =>
    [
        .. (source.Info.Notes ?? []).Select(note => new ReportWarning("note", note)),
        .. StylesWithFewClips(source),
        .. OnePerson(source.Paintings, "paintings", "one-artist"),
        .. OnePerson(source.Clips, "clips", "one-composer"),
        .. OneKind(source),
        .. Unused(source),
        .. MissingInSplit(source),
        .. NoValidation(source),
        .. Uncertain(source),
        .. LeftOut(source),
        .. Alike(source),
        .. Chance(correlations),
    ];

    private static IEnumerable<ReportWarning> StylesWithFewClips(ReportSource source)
    {
        string[] few = [.. Enum.GetValues<Style>()
            .Select(style => (Style: style, Paintings: source.Paintings.Count(work => work.Style == style), Clips: source.Clips.Count(work => work.Style == style)))
            .Where(style => style.Paintings > 0 && style.Clips < FewClips)
            .Select(style => $"{Capital(style.Style)} has {DisplayFormat.Number(style.Clips)} for {DisplayFormat.Count(style.Paintings, "painting")}")];
        if (few.Length > 0)
        {
            yield return new ReportWarning("few-clips",
                $"Few clips of music: {Listed(few)}. The network learns the same music for all paintings that have the same clip; add recordings of these styles.");
        }
    }

    private static IEnumerable<ReportWarning> OnePerson(IReadOnlyList<PreparedWork> works, string what, string kind)
        => from style in works.GroupBy(work => work.Style)
           orderby style.Key
           let total = style.Count()
           where total >= MinWorks
           let person = style.Select(work => work.Work.Name).Where(name => name.Length > 0).GroupBy(name => KnowledgeBase.Default.Find(name)?.Name ?? name)
               .OrderByDescending(named => named.Count()).ThenBy(named => named.Key, StringComparer.Ordinal).FirstOrDefault()
           where person is not null && person.Count() >= LargeShare * total
           select new ReportWarning(kind,
               $"{person.Key} is {Percent(person.Count(), total)} of {Capital(style.Key)}: "
               + $"{DisplayFormat.Number(person.Count())} of {DisplayFormat.Number(total)} {what}. The network may learn this person's style and not that of the period.");

    private static IEnumerable<ReportWarning> OneKind(ReportSource source)
    {
        if (source.Clips.Select(clip => clip.Kind).Distinct().Count() < 2) yield break;
        IEnumerable<IGrouping<string, PreparedClip>> kinds = source.Clips.Where(clip => clip.Kind.Length > 0).GroupBy(clip => clip.Kind);
        foreach (IGrouping<string, PreparedClip> kind in kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Style[] styles = [.. kind.Select(clip => clip.Style).Distinct().Order()];
            if (styles.Length == 1)
            {
                int all = source.Clips.Count(clip => clip.Style == styles[0]);
                yield return new ReportWarning("one-kind",
                    $"Clips of the kind '{kind.Key}' are all of {Capital(styles[0])} ({DisplayFormat.Number(kind.Count())} of its {DisplayFormat.Number(all)}). "
                    + "The network may learn the kind of recording and not the style.");
            }
        }
    }

    private static IEnumerable<ReportWarning> Unused(ReportSource source)
    {
        int clips = source.Clips.Count - source.Pairs.Select(pair => pair.Mel).Distinct().Count();
        int paintings = source.Paintings.Count - source.Pairs.Select(pair => pair.Painting).Distinct().Count();
        if (clips > 0)
        {
            yield return new ReportWarning("unused-clips",
                $"{DisplayFormat.Number(clips)} of {DisplayFormat.Count(source.Clips.Count, "clip")} are in no pair and are not used for training; "
                + "a larger --partners uses more of them.");
        }
        if (paintings > 0)
        {
            yield return new ReportWarning("unused-paintings",
                $"{DisplayFormat.Number(paintings)} of {DisplayFormat.Count(source.Paintings.Count, "painting")} are in no pair, because their split has no music of their style.");
        }
    }

    private static IEnumerable<ReportWarning> MissingInSplit(ReportSource source)
    {
        Style[] styles = [.. source.Pairs.Select(source.StyleOf).Distinct().Order()];
        foreach (Split split in source.Pairs.Select(pair => pair.Split).Distinct().Order())
        {
            string[] missing = [.. styles.Except(source.Pairs.Where(pair => pair.Split == split).Select(source.StyleOf)).Select(Capital)];
            if (missing.Length > 0)
                yield return new ReportWarning("missing-in-split", $"The {DisplayFormat.SplitName(split)} split has no pair of {Listed(missing)}.");
        }
    }

    private static IEnumerable<ReportWarning> NoValidation(ReportSource source)
    {
        TrainingPair[] validation = [.. source.Pairs.Where(pair => pair.Split == Split.Validation)];
        if (!Evaluator.IsEnough(validation))
        {
            yield return new ReportWarning("no-validation",
                $"{(validation.Length == 0 ? "No painting is" : "Only one painting is")} for validation, so 'train' measures diversity and validation_l1 with training paintings. "
                + "They do not show what the network does with other paintings. Add works by other artists and composers, or use a larger --validation.");
        }
    }

    private static IEnumerable<ReportWarning> Uncertain(ReportSource source)
    {
        foreach ((IReadOnlyList<PreparedWork> works, string noun) in new (IReadOnlyList<PreparedWork>, string)[] { (source.Paintings, "painting"), (source.Clips, "clip") })
        {
            int guessed = works.Count(work => work.StyleConfidence < 1 && work is not PreparedPainting { IsStyleJudged: true }), undated = works.Count(work => work.Work.Year is null);
            if (works.Count > 0 && guessed >= 0.2 * works.Count)
            {
                yield return new ReportWarning("style-from-year",
                    $"The style of {DisplayFormat.Number(guessed)} of {DisplayFormat.Count(works.Count, noun)} comes only from year and place; add the style to the list if you know it.");
            }
            if (works.Count > 0 && undated >= 0.5 * works.Count)
            {
                yield return new ReportWarning("undated",
                    $"The year of {DisplayFormat.Number(undated)} of {DisplayFormat.Count(works.Count, noun)} is not known; the middle of the working life of the artist or composer is used.");
            }
        }
    }

    private static IEnumerable<ReportWarning> LeftOut(ReportSource source)
    {
        int all = source.Paintings.Count + source.Clips.Count + source.LeftOut.Count;
        if (source.LeftOut.Count > 0 && source.LeftOut.Count >= 0.1 * all)
        {
            yield return new ReportWarning("left-out",
                $"{DisplayFormat.Number(source.LeftOut.Count)} of {DisplayFormat.Number(all)} files and rows ({Percent(source.LeftOut.Count, all)}) were left out; "
                + "the reasons are listed below.");
        }
        if (source.Duplicates.Count > 0)
        {
            yield return new ReportWarning("duplicates",
                $"{DisplayFormat.Count(source.Duplicates.Count, "painting")} {(source.Duplicates.Count == 1 ? "occurs" : "occur")} more than once; each was used once.");
        }
    }

    private static IEnumerable<ReportWarning> Alike(ReportSource source)
    {
        foreach ((string works, IReadOnlyList<PreparedWork> all, IReadOnlyList<FeatureMeasure> measures) in new (string, IReadOnlyList<PreparedWork>, IReadOnlyList<FeatureMeasure>)[]
            { ("paintings", source.Paintings, FeatureMeasure.OfPaintings), ("clips", source.Clips, FeatureMeasure.OfMusic) })
        {
            foreach (FeatureMeasure measure in measures)
            {
                FeatureDistribution distribution = measure.DistributionOf(all);
                if (distribution.Count < FewClips || distribution.UpperQuartile - distribution.LowerQuartile >= measure.Notable) continue;
                yield return new ReportWarning("alike",
                    $"{measure.Name} is nearly the same for all {works}: half of them lie between {DisplayFormat.Number(distribution.LowerQuartile)} and "
                    + $"{DisplayFormat.Number(distribution.UpperQuartile)}{(measure.Unit.Length > 0 ? " " + measure.Unit : "")}. So it does little to decide which paintings and clips belong together.");
            }
        }
    }

    private static IEnumerable<ReportWarning> Chance(IReadOnlyList<FeatureCorrelation> correlations)
    {
        if (correlations is [.., { Painting: "" } mean] && !mean.IsBeyondChance)
        {
            yield return new ReportWarning("chance",
                "Paintings and their music are not more closely related than random pairs of the same style: beyond the style, there is little to learn from these pairs.");
        }
    }

    private static string Capital(Style style) => DisplayFormat.Capitalize(StyleNames.Of(style));

    private static string Percent(int part, int whole) => $"{100.0 * part / whole:0} percent";

    private static string Listed(string[] items)
        => items.Length < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
}
