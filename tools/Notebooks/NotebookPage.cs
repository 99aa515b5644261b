using System.Net;
using System.Reflection;
using System.Text;
using Markdig;
using Microsoft.DotNet.Interactive.Documents;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>The page of a notebook that was run: one HTML file that runs no script and loads nothing.</summary>
internal static class NotebookPage
{
    /// <summary>The folder of the pages in the repository.</summary>
    public const string Folder = "docs/notebooks";

    /// <summary>The HTML of a notebook with its outputs.</summary>
    /// <param name="name">The name of the notebook's files.</param>
    /// <param name="document">The notebook.</param>
    public static string Write(string name, InteractiveDocument document)
    {
        string title = document.Elements[0].Contents.Split('\n')[0].TrimStart('#', ' ');
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(title)} - a notebook of Pix2Pitch</title>
            <style>
            {Resource("page.css")}{Resource("notebook.css")}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <main id="main" tabindex="-1">

            """);
        foreach (InteractiveDocumentElement cell in document.Elements)
        {
            if (cell.KernelName == "markdown")
            {
                page.Append(Markdown.ToHtml(cell.Contents));
                continue;
            }
            page.Append($"<pre class=\"code\"><code>{Encode(cell.Contents)}</code></pre>\n");
            foreach (InteractiveDocumentOutputElement output in cell.Outputs) page.Append(Shown(output));
        }
        return page.Append($"""
            </main>
            <footer>Made by <code>tools/Notebooks</code>, which ran <a href="../../{NotebookFile.Folder}/{name}.ipynb">the notebook</a>. Its text and code are also
            <a href="../../{NotebookFile.Folder}/{name}.cs">a program</a>.</footer>
            </body>
            </html>

            """).ToString().ReplaceLineEndings("\n");
    }

    private static string Shown(InteractiveDocumentOutputElement output) => output switch
    {
        TextElement text => Text(text.Text),
        ReturnValueElement value => Data(value.Data),
        DisplayElement value => Data(value.Data),
        _ => throw new NotebookException($"A cell shows a {output.GetType().Name}, which a page cannot show."),
    };

    private static string Data(IDictionary<string, object> data)
    {
        if (!data.TryGetValue("text/html", out object? html)) return Text(data["text/plain"].ToString()!);
        (string shown, bool isShortened) = ShortSound.Of(html.ToString()!);
        string note = isShortened ? $"<p class=\"note\">On this page the first {ShortSound.Seconds} s, at {ShortSound.SampleRate} Hz; the notebook plays all of it.</p>" : "";
        return $"<div class=\"output\">{shown}{note}</div>\n";
    }

    private static string Text(string text)
        => $"<pre class=\"output\">{Encode(text.TrimEnd())}</pre>\n";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
