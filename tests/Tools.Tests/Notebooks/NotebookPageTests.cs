using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Formatting;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Tools.Notebooks;

namespace Pix2Pitch.Tools.Tests.Notebooks;

public sealed class NotebookPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_shows_text_code_and_outputs_and_loads_nothing()
    {
        var returned = new ReturnValueElement { Data = { ["text/html"] = "<b>True</b>" } };
        string page = NotebookPage.Write("some", new InteractiveDocument
        {
            new InteractiveDocumentElement("# A & B\nSome *text*.", "markdown"),
            new InteractiveDocumentElement("bool b = 1 < 2;\nb", "csharp", [new TextElement("1 < 2\n", "stdout"), returned]),
        });
        Assert.Contains("<title>A &amp; B - a notebook of Pix2Pitch</title>", page);
        Assert.Contains("<h1>A &amp; B</h1>\n<p>Some <em>text</em>.</p>", page);
        Assert.Contains("<code>bool b = 1 &lt; 2;\nb</code>", page);
        Assert.Contains(">1 &lt; 2</pre>", page);
        Assert.Contains("<div class=\"output\"><b>True</b></div>", page);
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Fact]
    public void Long_sound_is_shortened_and_keeps_its_pitch()
    {
        const int rate = 44100;
        float[] tone = [.. Enumerable.Range(0, 10 * rate).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * 440 * i / rate))];
        (string html, bool isShortened) = ShortSound.Of(new AudioClip(tone, rate, 0).ToDisplayString("text/html"));
        Assert.True(isShortened);
        AudioClip kept = Read(html, 11025);
        Assert.Equal(5 * 11025, kept.Samples.Length);
        int crossings = Enumerable.Range(1, kept.Samples.Length - 1).Count(i => kept.Samples[i - 1] < 0 != kept.Samples[i] < 0);
        Assert.Equal(2 * 440 * 5, crossings, 10.0);
        Assert.Equal(0.5, kept.Samples[1000..].Max(), 0.02); // after the filter's start
        Assert.False(ShortSound.Of(new AudioClip(tone[..1000], 11025, 0).ToDisplayString("text/html")).IsShortened);
    }

    private AudioClip Read(string html, int rate)
    {
        string file = _folder.File("kept.wav");
        File.WriteAllBytes(file, Convert.FromBase64String(Regex.Match(html, "base64,([^\"]+)").Groups[1].Value));
        return AudioReader.Read(file, rate);
    }
}
