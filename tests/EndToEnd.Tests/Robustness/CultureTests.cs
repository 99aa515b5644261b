using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>
/// Lists, pages, JSON, sound files and styles do not depend on the language of the system or on its time zone: in Turkish the capital of i is İ, in German and Arabic numbers have other points, and
/// Saudi Arabia has another calendar.
/// </summary>
[Collection(nameof(CultureTests))]
public sealed partial class CultureTests(CultureTests.Reference reference) : IClassFixture<CultureTests.Reference>
{
    [Theory]
    [InlineData("tr-TR", "Asia/Kathmandu")]
    [InlineData("de-DE", "America/St_Johns")]
    [InlineData("ar-SA", "Pacific/Kiritimati")]
    public void All_files_are_the_same_in_another_language_and_time_zone(string culture, string zone)
    {
        // This test needs the data of cultures, as programs of users have it; a machine without ICU has none.
        var other = new CultureInfo(culture);
        Assert.Equal(culture == "tr-TR" ? "İ" : "I", "i".ToUpper(other));
        string made = In(other, zone, () => Work(reference.Data, reference.Model));
        Assert.Equal(reference.Made, made);
    }

    [GeneratedRegex(@"""(?:elapsed|seconds)"":[0-9.]+|\d+(?:\.\d+)? s\b|[0-9.]+ (?:MB|works)/s")]
    private static partial Regex Durations();

    // What the programs write and print, with the hash of each file.
    private static string Work(string data, string model)
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder();
        PrepareReport report = new Preparer(new PrepareOptions { Size = 64, Threads = 1 }).Prepare(data, folder.File("prepared"));
        text.Append(CultureInfo.InvariantCulture, $"{report.Info!.TrainingPairs} pairs\n");
        Assembly command = Assembly.Load("pix2pitch");
        Directory.CreateDirectory(folder.File("music"));
        text.Append(Stable(Run("generate", Path.Combine(data, "paintings"), "-o", folder.File("music"), "--model", model, "--json", "--creativity", "0.5", "--seconds", "1.5", "--year", "c. 1889", "--artist", "INGRES", "--style", "IMPRESSIONISM")));
        // What this prints for people is in the culture of the process, which the programs themselves do not have.
        Run("collection", Path.Combine(data, "paintings.csv"), "-o", folder.File("museum"), "--title", "İstanbul", "--model", model);
        foreach (string file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byte[] content = File.ReadAllBytes(file);
            if (Path.GetExtension(file) is ".html" or ".json" or ".csv" or ".jsonl" or ".md" or ".txt") content = Encoding.UTF8.GetBytes(Stable(Encoding.UTF8.GetString(content)));
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder.Path, file)} {Convert.ToHexString(SHA256.HashData(content), 0, 8)}\n");
        }
        foreach (string name in (string[])["INGRES", "Dominique INGRES", "CLAUDE MONET", "DIEGO VELÁZQUEZ", "J. S. BACH", "VIVALDI"])
            text.Append(CultureInfo.InvariantCulture, $"{name}: {KnowledgeBase.Default.FindStyle(name).Style}\n");
        foreach (string name in (string[])["IMPRESSIONISM", "impressionism", "CLASSICISM", "EXPRESSIONISMUS"])
            text.Append(CultureInfo.InvariantCulture, $"{name}: {StyleNames.TryParse(name, out Style style)} {style}\n");
        text.Append(CultureInfo.InvariantCulture, $"{KnowledgeBase.Default.FindStyle(null, 1890, "PARIS, ILE-DE-FRANCE").Style}\n");
        return text.ToString();

        string Stable(string written) => Durations().Replace(written.Replace(folder.Path, "", StringComparison.Ordinal), "");

        string Run(params string[] arguments)
        {
            ProgramRun run = ProgramRun.Of(command, folder.Path, arguments);
            Assert.True(run.ExitCode == 0, run.Error);
            return run.Output;
        }
    }

    private static string In(CultureInfo culture, string zone, Func<string> work)
    {
        (CultureInfo before, CultureInfo ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        string? zoneBefore = Environment.GetEnvironmentVariable("TZ");
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(zone, TimeZoneInfo.Local.Id);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, ui);
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = null;
            Environment.SetEnvironmentVariable("TZ", zoneBefore);
            TimeZoneInfo.ClearCachedData();
        }
    }

    /// <summary>Works, a model, and what is made of them without a culture, in UTC.</summary>
    public sealed class Reference : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Reference()
        {
            Data = _folder.File("data");
            string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo");
            foreach (string side in (string[])["paintings", "music"])
            {
                string[] lines = [.. File.ReadLines(Path.Combine(demo, $"{side}.csv")).Where((line, i) => i == 0 || line.Contains("impressionism", StringComparison.Ordinal))];
                foreach (string file in lines[1..].Select(line => line.Split(',')[0]))
                {
                    Directory.CreateDirectory(Path.Combine(Data, side));
                    File.Copy(Path.Combine(demo, file), Path.Combine(Data, file));
                }
                // Names of columns and styles in capitals, with the letter that Turkish has in two.
                _folder.Write($"data/{side}.csv", string.Join('\n', lines.Select((line, i) => i == 0 ? line.ToUpperInvariant() : line.Replace(",impressionism,", ",IMPRESSIONISM,", StringComparison.Ordinal))));
            }
            Model = TinyModel.Write(_folder);
            Made = In(CultureInfo.InvariantCulture, "Etc/UTC", () => Work(Data, Model));
        }

        public string Data { get; }

        public string Model { get; }

        public string Made { get; }

        public void Dispose() => _folder.Dispose();
    }
}

/// <summary>Culture and time zone are those of the process.</summary>
[CollectionDefinition(nameof(CultureTests), DisableParallelization = true)]
public sealed class ProcessCulture;
