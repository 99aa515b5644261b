using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Pix2Pitch.Mel;
using Pix2Pitch.Tools.Reference;

namespace Pix2Pitch.Tools.Tests.Reference;

/// <summary>What the documentation of options says of defaults and ranges is what the code does.</summary>
public sealed partial class OptionsDocumentationTests
{
    // Checked with the networks, not with the options.
    private const string CheckedLater = "LatentLength";

    private static readonly XmlDocumentation s_documentation = new(CatalogMethods.Assemblies);

    [Fact]
    public void Every_number_and_truth_value_that_is_stated_as_a_default_is_the_default()
    {
        int stated = 0;
        foreach ((Type type, PropertyInfo property) in Options())
        {
            if (Default().Match(Summary(property)) is not { Success: true } match) continue;
            object? value = property.GetValue(Activator.CreateInstance(type));
            string found = value is bool truth ? (truth ? "true" : "false") : string.Create(CultureInfo.InvariantCulture, $"{value ?? "null"}");
            Assert.True(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal) == found, $"{type.Name}.{property.Name} has the default {found}: {match.Value}");
            stated++;
        }
        Assert.InRange(stated, 50, 1000);
    }

    [Fact]
    public void Every_range_that_is_stated_is_the_one_that_is_checked()
    {
        int stated = 0;
        var wrong = new List<string>();
        foreach ((Type type, PropertyInfo property) in Options())
        {
            Type number = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (number != typeof(int) && number != typeof(long) && number != typeof(float) && number != typeof(double)) continue;
            if (type.GetMethod("Validate", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not { } validate) continue;
            if (property.Name == CheckedLater) continue;
            string summary = Summary(property);
            if (Range().Match(summary) is { Success: true } range)
            {
                (double min, double max) = (summary.Contains("; 0 for ", StringComparison.Ordinal) ? 0 : Number(range.Groups[1].Value), Number(range.Groups[2].Value));
                if (!(Refuses(min - 1) && Refuses(max + 1) && Takes(min) && Takes(max))) wrong.Add($"{type.Name}.{property.Name}: {summary}");
                stated++;
            }
            else if (Least().Match(summary) is { Success: true } least)
            {
                double min = Number(least.Groups[1].Value + least.Groups[2].Value);
                if (!(Refuses(min - 1) && Takes(min))) wrong.Add($"{type.Name}.{property.Name}: {summary}");
                stated++;
            }

            // Bands, frames and lengths of a mel-spectrogram depend on each other, and some options go with others only, so not every value goes with the defaults of the others.
            bool Takes(double value) => type == typeof(MelOptions) || GoesWithOthers().IsMatch(summary) || !Refuses(value);

            bool Refuses(double value)
            {
                object options = Activator.CreateInstance(type)!;
                property.SetValue(options, Convert.ChangeType(value, number, CultureInfo.InvariantCulture));
                try
                {
                    validate.Invoke(options, []);
                    return false;
                }
                catch (TargetInvocationException e) when (e.InnerException is ArgumentOutOfRangeException error)
                {
                    return error.ParamName!.EndsWith(property.Name, StringComparison.Ordinal); // not another option, which has to go with this one
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(stated, 50, 1000);
    }

    private static IEnumerable<(Type Type, PropertyInfo Property)> Options()
        => OptionsReference.All.Where(type => type.GetConstructor([]) is not null).SelectMany(type => OptionsReference.Of(type).Select(property => (type, property)));

    private static string Summary(PropertyInfo property) => Spaces().Replace(s_documentation.Of(property).Element("summary")!.Value, " ");

    private static double Number(string text) => double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Default: (-?\d[\d,]*(?:\.\d+)?|true|false|null)(?=[.;,]? |\.?$)")]
    private static partial Regex Default();

    [GeneratedRegex(@"(-?\d[\d,]*(?:\.\d+)?)(?: \([^)]*\))? to (-?\d[\d,]*(?:\.\d+)?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"at least (\d[\d,]*)|(\d[\d,]*)(?: \w+)? or more")]
    private static partial Regex Least();

    [GeneratedRegex("Only for|both shares|Only with|Generator of notes", RegexOptions.IgnoreCase)]
    private static partial Regex GoesWithOthers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
