namespace Pix2Pitch.Manifests;

/// <summary>Which column of a CSV file holds what: headers go by several names, in any case.</summary>
internal sealed class ManifestColumns
{
    private static readonly string[] s_path = ["path", "file", "filename", "file_name"];
    private static readonly string[] s_name = ["artist", "composer", "name"];
    private static readonly string[] s_title = ["title", "piece"];
    private static readonly string[] s_year = ["year", "date"];
    private static readonly string[] s_place = ["location", "place"];
    private static readonly string[] s_country = ["country"];
    private static readonly string[] s_style = ["style"];
    private static readonly string[] s_licence = ["licence", "license"];
    private static readonly string[] s_pieceId = ["piece_id", "pieceid"];

    private readonly HashSet<int> _used = [];

    public ManifestColumns(IReadOnlyList<string> header)
    {
        string[] names = [.. header.Select(name => name.Trim())];
        Path = Find(names, s_path);
        Name = Find(names, s_name);
        Title = Find(names, s_title);
        Year = Find(names, s_year);
        Place = Find(names, s_place);
        Country = Find(names, s_country);
        Style = Find(names, s_style);
        Licence = Find(names, s_licence);
        PieceId = Find(names, s_pieceId);
        Count = names.Length;
        var other = new List<(int, string)>();
        var taken = new HashSet<string>(names);
        var met = new HashSet<string>();
        for (int i = 0; i < names.Length; i++)
        {
            if (_used.Contains(i)) continue;
            string name = names[i].Length > 0 ? names[i] : Free($"column_{i + 1}"); // what a data frame writes its index to
            if (!met.Add(name)) name = Free(name);
            other.Add((i, name));
        }
        Other = other;

        string Free(string name)
        {
            if (taken.Add(name)) return name;
            int number = 2;
            while (!taken.Add($"{name}_{number}")) number++;
            return $"{name}_{number}";
        }
    }

    public static string PathNames => "'path' or 'file'";

    public int Count { get; }
    public int? Path { get; }
    public int? Name { get; }
    public int? Title { get; }
    public int? Year { get; }
    public int? Place { get; }
    public int? Country { get; }
    public int? Style { get; }
    public int? Licence { get; }
    public int? PieceId { get; }

    /// <summary>All others, each under a name of its own: a second "movement" is "movement_2", the third without a name "column_3".</summary>
    public IReadOnlyList<(int Index, string Name)> Other { get; }

    /// <summary>The name of a known column that is there twice; null where there is none.</summary>
    public string? Twice { get; private set; }

    private int? Find(string[] names, string[] aliases)
    {
        foreach (string alias in aliases)
        {
            int at = Array.FindIndex(names, name => name.Equals(alias, StringComparison.OrdinalIgnoreCase));
            if (at < 0) continue;
            _used.Add(at);
            if (Array.FindLastIndex(names, name => name.Equals(alias, StringComparison.OrdinalIgnoreCase)) > at) Twice ??= alias;
            return at;
        }
        return null;
    }
}
