using System.Text.Json;
using System.Text.Json.Nodes;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Tests;

/// <summary>The JSON files that each version wrote for programs (<c>tests/Snapshots</c>) are read by this one, which writes the same members with the same values.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData("0.1/end", "data.json", typeof(DataReport))]
    [InlineData("0.2", "data.json", typeof(DataReport))]
    [InlineData("0.2", "evaluation.json", typeof(EvaluationReport))]
    [InlineData("0.2", "experiments.json", typeof(ExperimentReport))]
    [InlineData("0.2", "media.json", typeof(WorkMedia))]
    public void A_report_of_a_version_is_read_and_written_with_the_same_values(string version, string file, Type type)
    {
        string json = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", version, "reports", file));
        object report = JsonSerializer.Deserialize(json, type, ReportJson.Options)!;
        JsonNode then = JsonNode.Parse(json)!, now = JsonSerializer.SerializeToNode(report, type, ReportJson.Options)!;
        List<string> lost = [];
        Compare(then, now, "$", lost);
        Assert.Empty(lost);
    }

    [Fact]
    public void The_reports_of_0_1_and_0_2_make_pages()
    {
        string folder = Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots");
        Assert.Contains("Apples by Candlelight", Read<DataReport>("0.1/end", "data.json").ToHtml());
        Assert.Contains("snapshot", Read<EvaluationReport>("0.2", "evaluation.json").ToHtml());
        Assert.Contains("real clips", Read<ExperimentReport>("0.2", "experiments.json").ToHtml());

        T Read<T>(string version, string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(folder, version, "reports", file)), ReportJson.Options)!;
    }

    // What was written then has to be there; later versions may add members.
    private static void Compare(JsonNode? then, JsonNode? now, string path, List<string> lost)
    {
        switch (then)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    // A member that was null may be left out.
                    if (now is not JsonObject other || !other.ContainsKey(name) && value is not null) lost.Add($"{path}.{name}");
                    else Compare(value, other[name], $"{path}.{name}", lost);
                }
                break;
            case JsonArray items:
                if (now is not JsonArray others || others.Count != items.Count) lost.Add(path);
                else for (int i = 0; i < items.Count; i++) Compare(items[i], others[i], $"{path}[{i}]", lost);
                break;
            default:
                if (!JsonNode.DeepEquals(then, now)) lost.Add($"{path}: {then?.ToJsonString() ?? "null"} became {now?.ToJsonString() ?? "null"}");
                break;
        }
    }
}
