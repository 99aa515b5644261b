using Pix2Pitch.Features;
using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Tests.Reports;

/// <summary>What a report is made from, with every text that has ever broken a page.</summary>
internal static class HostileReport
{
    public static readonly string[] Texts =
    [
        "<script>document.title='pwned';console.log('pwned')</script>",
        "\"><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "' onmouseover='alert(1)",
        "</style><style>*{display:none}",
        "</title></head><body onload=alert(1)>",
        "<!-- ",
        "]]><svg onload=alert(1)>",
        "&lt;b&gt; &amp; &#x3c;",
        "\u202egnp.exe\u202c",
        "\u2066isolate without end",
        "nul\0bell\a\u001b[31mescape\u0085\u009f",
        "two\r\nlines\tand a tab",
        "lone \ud800 surrogate",
        "\ufeffmark at the beginning",
        "Впечатление. Восходящее солнце",
        "印象・日の出",
        "لوحة فنية",
        "👩‍🎨 and کتاب‌ها",
        new string('x', 5000),
        "javascript:alert(1)",
        "{{7*7}} ${7*7} %s %n",
        "",
        "   ",
    ];

    public static ReportSource Source(int works = 60, int leftOut = 3000)
    {
        ReportWork[] paintings = [.. Enumerable.Range(0, works).Select(i => Work(i) with { Painting = Painting(i), Width = 40 + 37 * (i % 11), Height = 300 })];
        ReportWork[] clips = [.. Enumerable.Range(0, works).Select(i => Work(i) with
        {
            Music = Music(i),
            Path = Path.ChangeExtension(Work(i).Path, ".flac"),
            Kind = i % 5 == 0 ? Texts[0] : "synthesised",
        })];
        return new ReportSource
        {
            Info = new PreparedInfo
            {
                Size = Samples.Size,
                Mel = MelOptions.Small64,
                Styles = StyleNames.All,
                Description = string.Join(' ', Texts[..6]),
                Fingerprint = "0123456789abcdef",
            },
            Paintings = paintings,
            Clips = clips,
            Pairs = [.. paintings.Zip(clips, (painting, clip) => new ReportPair(painting, clip, painting.Style, painting.Split)).Skip(3)],
            LeftOut =
            [
                .. Enumerable.Range(0, leftOut).Select(i => new LeftOut($"/data/{Texts[i % Texts.Length]}/{i}.jpg", $"'/data/{Texts[i % Texts.Length]}/{i}.jpg' is broken.")),
                .. Texts.Select(text => new LeftOut($"list.csv:{text.Length}", text)),
            ],
            Duplicates = [.. Enumerable.Range(0, 150).Select(i => (string[])[$"/data/{Texts[i % Texts.Length]}.jpg", $"/data/{i}.png"])],
            ReadPainting = (row, values) => Samples.Painting(row).CopyTo(values),
            ReadMel = (row, values) => Samples.Mel(row).CopyTo(values),
        };
    }

    private static ReportWork Work(int i) => new()
    {
        Row = i,
        Path = $"/data/{Texts[i % Texts.Length].Replace('/', '-')} {i}.jpg",
        Name = i % 2 == 0 ? "Claude Monet" : Texts[i * 7 % Texts.Length],
        Title = Texts[i % Texts.Length],
        Year = i % 4 == 0 ? null : 1650 + 4 * i,
        Country = i % 2 == 0 ? Texts[i * 5 % Texts.Length] : "",
        Style = (Style)(i % 5 + 1),
        Split = i % 10 < 7 ? Split.Train : i % 10 == 7 ? Split.Validation : Split.Test,
        Confidence = i % 3 == 0 ? 0.5 : 1,
    };

    private static PaintingFeatures Painting(int i) => new()
    {
        Lightness = 20 + i,
        Saturation = i % 7 * 8,
        Warmth = Math.Sin(i),
        Contrast = 12,
        EdgeDensity = i % 2,
        Palette = [],
    };

    private static MusicFeatures Music(int i) => new()
    {
        Brightness = 500 + 20 * i,
        Loudness = -30 + i % 9,
        OnsetRate = i % 5,
        Tempo = i % 6 == 0 ? double.NaN : 60 + i,
        Harmonicity = 0.9,
        Mode = Math.Cos(i),
        Tonic = i % 12,
        PitchClasses = [],
    };
}
