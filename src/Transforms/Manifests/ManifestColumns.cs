using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>Finds the columns of a CSV file by their headers, which have several names, in any case, with or without accents, spaces and underscores.</summary>
internal sealed class ManifestColumns
{
    // English names first, the preferred one first; then German, French, Spanish, Italian. A composer comes before an artist, who in a list of music
    // may be the performer.
    private static readonly string[] s_path =
    [
        "path", "file", "filename", "filepath", "image", "imagepath", "imagefile", "picture", "audio", "audiofile", "recording",
        "datei", "dateiname", "dateipfad", "pfad", "bild", "fichier", "nom de fichier", "chemin", "archivo", "nombre de archivo", "fichero", "ruta", "imagen",
        "percorso", "nome file", "immagine",
    ];
    private static readonly string[] s_name =
    [
        "composer", "painter", "artist", "name", "artistname", "composername", "creator", "author", "komponist", "maler", "künstler", "compositeur",
        "peintre", "artiste", "auteur", "compositor", "pintor", "artista", "autor", "compositore", "pittore", "autore", "nombre", "nom",
    ];
    private static readonly string[] s_title =
        ["title", "piece", "work", "composition", "titel", "werk", "stück", "titre", "œuvre", "título", "obra", "pieza", "titolo"];
    private static readonly string[] s_year =
        ["year", "date", "yearcreated", "datecreated", "creationdate", "jahr", "datum", "année", "año", "fecha", "anno"];
    private static readonly string[] s_place = ["location", "place", "city", "ort", "lieu", "ville", "lugar", "ciudad", "luogo", "città"];
    private static readonly string[] s_country = ["country", "land", "pays", "país", "paese"];
    private static readonly string[] s_style = ["style", "stil", "estilo", "stile"];
    private static readonly string[] s_licence = ["licence", "license", "lizenz", "licencia", "licenza"];
    private static readonly string[] s_pieceId = ["pieceid"];

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
            string name = names[i].Length > 0 ? names[i] : Free($"column_{i + 1}"); // as data frames write their index
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

    /// <summary>All other columns, with unique names: a second "movement" is "movement_2", the third column without a name "column_3".</summary>
    public IReadOnlyList<(int Index, string Name)> Other { get; }

    /// <summary>The name of a known column that occurs twice; null if there is none.</summary>
    public string? Twice { get; private set; }

    private int? Find(string[] names, string[] aliases)
    {
        string[] folded = [.. names.Select(Fold)];
        foreach (string alias in aliases.Select(Fold))
        {
            int at = Array.IndexOf(folded, alias);
            if (at < 0 || _used.Contains(at)) continue;
            _used.Add(at);
            if (Array.LastIndexOf(folded, alias) is var last && last > at) Twice ??= names[last].ToLowerInvariant();
            return at;
        }
        return null;
    }

    // Folding removes digits, but "title 2" and "title" are different columns.
    private static string Fold(string name) => name.Any(char.IsAsciiDigit) ? name.ToLowerInvariant() : string.Concat(NameFolding.Words(name));
}
