using System.Text.Json.Nodes;
using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Tests.Preparation;

namespace Pix2Pitch.Training.Tests.Reports;

public sealed class DataReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_folder_gives_the_same_bytes()
    {
        string prepared = Demo();
        using (var data = new PreparedData(prepared)) DataReportBuilder.Build(data).Write(prepared);
        byte[] json = File.ReadAllBytes(_folder.File("prepared", "report.json")), page = File.ReadAllBytes(_folder.File("prepared", "report.html"));
        using (var data = new PreparedData(prepared)) DataReportBuilder.Build(data).Write(_folder.Path);
        Assert.Equal(json, File.ReadAllBytes(_folder.File("report.json")));
        Assert.Equal(page, File.ReadAllBytes(_folder.File("report.html")));
        Assert.InRange(page.Length, 10_000, 5_000_000);
    }

    [Fact]
    public void Counts_are_those_of_the_prepared_folder()
    {
        using var data = new PreparedData(Demo());
        DataReport report = DataReportBuilder.Build(data);
        Assert.Equal((data.Paintings.Count, data.Clips.Count), (report.All.Paintings.Total, report.All.Clips.Total));
        Assert.Equal(new SplitCounts(data.Training.Count, data.Validation.Count, data.Test.Count), report.All.Pairs);
        Assert.Equal(StyleNames.All, report.Styles.Select(style => style.Name));
        Assert.All((IReadOnlyList<GroupCounts>[])[report.Styles, report.Periods, report.Places], groups =>
        {
            Assert.Equal(report.All.Paintings.Total, groups.Sum(group => group.Paintings.Total));
            Assert.Equal(report.All.Clips.Total, groups.Sum(group => group.Clips.Total));
            Assert.Equal(report.All.Pairs.Total, groups.Sum(group => group.Pairs.Total));
        });
        Assert.Contains(report.Warnings, warning => warning.Kind == "few-clips" && warning.Text.Contains("Baroque has 2 for 3 paintings", StringComparison.Ordinal));
    }

    [Fact]
    public void The_json_has_everything_that_was_left_out_and_the_page_does_not_grow_with_it()
    {
        DataReport report = DataReportBuilder.Build(HostileReport.Source(leftOut: 20_000));
        report.Write(_folder.Path);
        JsonNode json = JsonNode.Parse(File.ReadAllText(_folder.File("report.json")))!;
        Assert.Equal(20_000 + HostileReport.Texts.Length, json["leftOut"]!.AsArray().Sum(group => group!["files"]!.AsArray().Count));
        string page = File.ReadAllText(_folder.File("report.html"));
        Assert.InRange(page.Length, 10_000, 3_000_000);
        Assert.Contains("19,900 more in report.json.", page, StringComparison.Ordinal);
        Assert.Contains($"{20_000 + HostileReport.Texts.Length:N0} files or rows were left out, for ", page, StringComparison.Ordinal);
        IEnumerable<string> reasons = json["leftOut"]!.AsArray().SelectMany(group => group!["files"]!.AsArray()).Select(file => (string)file!["reason"]!);
        Assert.Contains("<script>document.title='pwned';console.log('pwned')</script>", reasons);
    }

    [Fact]
    public void Names_in_the_json_stay_what_they_are()
    {
        JsonNode json = JsonNode.Parse(DataReportBuilder.Build(HostileReport.Source()).ToJson())!;
        Assert.Equal("format prepared all warnings styles periods places contactSheet paintingFeatures musicFeatures correlations duplicates leftOut", Names(json));
        Assert.Equal("name paintings clips pairs", Names(json["styles"]![0]!));
        Assert.Equal("train validation test total", Names(json["styles"]![0]!["pairs"]!));
        Assert.Equal("kind text", Names(json["warnings"]![0]!));
        Assert.Equal("painting clip style split yearsApart isDated isStyleJudged", Names(json["contactSheet"]![0]!));
        Assert.Equal("row path name title year description pictureWidth pictureHeight", Names(json["contactSheet"]![0]!["clip"]!));
        Assert.Equal("feature unit meaning count unknown minimum lowerQuartile median upperQuartile maximum bins medianByStyle", Names(json["musicFeatures"]![0]!));
        Assert.Equal("from to count", Names(json["musicFeatures"]![0]!["bins"]![0]!));
        Assert.Equal("painting music pairs withinStyles acrossStyles isBeyondChance", Names(json["correlations"]![0]!));
        Assert.Equal("mean low high shuffles", Names(json["correlations"]![0]!["withinStyles"]!));
        Assert.Equal("reason count files", Names(json["leftOut"]![0]!));
        Assert.Equal("file reason", Names(json["leftOut"]![0]!["files"]![0]!));

        static string Names(JsonNode node) => string.Join(' ', node.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void The_kind_of_a_recording_comes_from_its_list()
    {
        SmallLibrary.Write(_folder.File("data"), 4, 4);
        string list = _folder.File("data", "music.csv");
        File.WriteAllLines(list, File.ReadAllLines(list).Select((line, i) => i == 0 ? line + ",Kind,remarks" : line + ",real recording,long"));
        new Preparer(new PrepareOptions { Size = 64, ValidationShare = 0 }).Prepare(_folder.File("data"), _folder.File("out"));
        using var data = new PreparedData(_folder.File("out"));
        Assert.All(data.Clips, clip => Assert.Equal("real recording", clip.Kind));
        Assert.All(data.Clips, clip => Assert.Equal("Kind", Assert.Single(clip.Work.Other).Key));
    }

    [Fact]
    public void Reasons_that_differ_only_in_names_and_numbers_are_one()
    {
        IReadOnlyList<LeftOutGroup> groups = LeftOutGroups.Of(
        [
            new LeftOut("/a/1.jpg", "'/a/1.jpg' is no picture."), new LeftOut("/b/2.jpg", "'/b/2.jpg' is no picture."),
            new LeftOut("c.jpg", "Its style is not known ('Jeanne d'Arc' is not known); name it in the column 'style'."),
            new LeftOut("list.csv:3", "It has 4 cells and not 7."), new LeftOut("list.csv:9", "It has 12 cells and not 7."),
            new LeftOut("d.jpg", "Its style is not known ('Nobody' is not known); name it in the column 'style'."),
            new LeftOut("e.jpg", "Its style is not known ('Somebody' is not known); name it in the column 'style'."),
        ]);
        Assert.Equal(
        [
            ("Its style is not known ('…' is not known); name it in the column 'style'.", 3),
            ("'…' is no picture.", 2),
            ("It has … cells and not 7.", 2),
        ], groups.Select(group => (group.Reason, group.Count)));
        Assert.Equal(["/a/1.jpg", "/b/2.jpg"], groups[1].Files.Select(file => file.File));
    }

    [Fact]
    public void Pairs_on_the_sheet_are_spread_over_styles_and_sets_and_do_not_repeat()
    {
        ReportSource source = HostileReport.Source(200);
        IReadOnlyList<TrainingPair> sheet = ContactSheetBuilder.Choose(source, new DataReportOptions());
        Assert.Equal(24, sheet.Count);
        Assert.Equal(24, sheet.Select(pair => pair.Painting).Distinct().Count());
        Assert.Equal(5, sheet.Select(pair => pair.Style).Distinct().Count());
        Assert.Equal(3, sheet.Select(pair => pair.Split).Distinct().Count());
        Assert.Equal(source.Pairs.Select(pair => (pair.Style, pair.Split)).Distinct().Count(), sheet.Select(pair => (pair.Style, pair.Split)).Distinct().Count());
        Assert.NotEqual(sheet, ContactSheetBuilder.Choose(source, new DataReportOptions { Seed = 2 }));
        Assert.Equal(source.Pairs.Count, ContactSheetBuilder.Choose(source, new DataReportOptions { SheetPairs = 200 }).Count);
    }

    [Fact]
    public void Pairs_that_go_together_are_told_from_chance()
    {
        // Of hostile rows, lightness and brightness rise with the row, and so does nothing else.
        ReportSource source = HostileReport.Source();
        FeatureCorrelation[] correlations = [.. DataReportBuilder.Build(source).Correlations];
        Assert.Equal(["Lightness", "Saturation", "Warmth", ""], correlations.Select(correlation => correlation.Painting));
        Assert.Equal(1, correlations[0].Pairs, 1e-6);
        Assert.True(correlations[0].IsBeyondChance);
        Assert.InRange(correlations[0].WithinStyles.Mean, -0.1, 0.1);
        Assert.Equal(200, correlations[0].WithinStyles.Shuffles);

        // Each painting with the clip that comes half a set later: nothing goes together any more.
        int half = source.Pairs.Count / 2;
        TrainingPair[] moved = [.. source.Pairs.Select((pair, i) => pair with { Mel = source.Pairs[(i * 17 + half) % source.Pairs.Count].Mel })];
        DataReport report = DataReportBuilder.Build(source with { Pairs = moved });
        Assert.False(report.Correlations[0].Pairs > 0.5);
        Assert.Empty(DataReportBuilder.Build(source with { Pairs = moved[..2] }).Correlations);
    }

    [Fact]
    public void A_distribution_is_that_of_the_values()
    {
        IReadOnlyList<PreparedClip> works = HostileReport.Source().Clips;
        FeatureDistribution tempo = FeatureMeasure.OfMusic.Single(measure => measure.Name == "Tempo").DistributionOf(works);
        Assert.Equal((50, 10), (tempo.Count, tempo.Unknown));
        Assert.Equal(50, tempo.Bins.Sum(bin => bin.Count));
        Assert.Equal((61, 119), (tempo.Minimum, tempo.Maximum));
        Assert.Equal(90, tempo.Median, 1e-9);
        Assert.All(tempo.Bins.Zip(tempo.Bins.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.True(tempo.Bins[0].From <= 61 && tempo.Bins[^1].To >= 119);
        FeatureDistribution contrast = FeatureMeasure.OfPaintings.Single(measure => measure.Name == "Contrast").DistributionOf(HostileReport.Source().Paintings);
        Assert.Equal(60, Assert.Single(contrast.Bins).Count);
    }

    [Fact]
    public void Values_on_both_sides_of_the_bounds_of_24_bins_have_wider_bins()
    {
        PreparedClip clip = HostileReport.Source().Clips[0];
        // A range just below 240 that begins below a multiple of 10: with bins of 10 it would have 25.
        PreparedClip[] works = [.. new[] { 0.9f, 240.5f }.Select(tempo => clip with { Features = clip.Features with { Tempo = tempo } })];
        FeatureDistribution tempo = FeatureMeasure.OfMusic.Single(measure => measure.Name == "Tempo").DistributionOf(works);
        Assert.InRange(tempo.Bins.Count, 2, 24);
        Assert.Equal(2, tempo.Bins.Sum(bin => bin.Count));
    }

    [Theory]
    [InlineData("few-clips", "Baroque has 12 for 12 paintings")]
    [InlineData("one-artist", "Claude Monet is 50 percent of Baroque: 6 of 12 paintings")]
    [InlineData("one-kind", "are all of Baroque (12 of its 12)")]
    [InlineData("unused-clips", "3 of 60 clips are in no pair")]
    [InlineData("unused-paintings", "3 of 60 paintings are in no pair")]
    [InlineData("missing-in-split", "The validation split has no pair of Baroque, Classicism, Impressionism and Expressionism.")]
    [InlineData("style-from-year", "20 of 60 paintings comes only from year and place")]
    [InlineData("left-out", "files and rows (96 percent) were left out")]
    [InlineData("duplicates", "150 paintings occur more than once")]
    [InlineData("alike", "Contrast is nearly the same for all paintings: half of them lie between 12 and 12 L*")]
    public void Warnings_say_what_to_check(string kind, string words)
    {
        IEnumerable<ReportWarning> warnings = DataReportBuilder.Build(HostileReport.Source()).Warnings.Where(warning => warning.Kind == kind);
        Assert.Contains(warnings, warning => warning.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Data_with_fewer_than_two_paintings_for_validation_is_a_warning()
    {
        ReportSource source = HostileReport.Source();
        TrainingPair[] training = [.. source.Pairs.Where(pair => pair.Split != Split.Validation)];
        TrainingPair held = source.Pairs.First(pair => pair.Split == Split.Validation);
        string? Text(IReadOnlyList<TrainingPair> pairs) => DataReportBuilder.Build(source with { Pairs = pairs }).Warnings.SingleOrDefault(warning => warning.Kind == "no-validation")?.Text;
        Assert.StartsWith("No painting is for validation", Text(training));
        Assert.StartsWith("Only one painting is for validation", Text([.. training, held, held with { Mel = held.Mel + 1 }]));
        Assert.Null(Text(source.Pairs));
    }

    [Fact]
    public void A_year_that_is_not_known_is_the_middle_of_a_life()
    {
        var work = new Work { Path = "a.jpg", Name = "MONET, Claude" };
        Assert.Equal(("1875 to 1899", "France"), (work.Period, work.CountryOrHome));
        Assert.Equal("1900 to 1924", (work with { Year = 1900 }).Period);
        Assert.Equal("", (work with { Name = "Nobody" }).Period);
        Assert.Equal("Japan", (work with { Country = "Japan" }).CountryOrHome);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
        => Assert.Contains("SheetPairs is 201; it must be from 0 to 200",
            Assert.Throws<ArgumentOutOfRangeException>(() => DataReportBuilder.Build(HostileReport.Source(), new DataReportOptions { SheetPairs = 201 })).Message, StringComparison.Ordinal);

    private string Demo()
    {
        string prepared = _folder.File("prepared");
        new Preparer(new PrepareOptions { Size = 64 }).Prepare(Path.Combine(TestData.RepositoryRoot, "data", "demo"), prepared);
        return prepared;
    }
}
