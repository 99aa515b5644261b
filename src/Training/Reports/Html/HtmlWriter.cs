using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>Writes HTML. Every text and every value of an attribute is encoded; there is no way around it but <see cref="Style"/>.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly HashSet<string> s_inline = ["a", "cite", "span", "text"]; // a line break after them would be a space

    private readonly StringBuilder _html = new("<!doctype html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element; an attribute without a value (null) is left out.</summary>
    public HtmlWriter Begin(string element, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        WriteTag(element, attributes);
        _open.Push(element);
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter End()
    {
        WriteEnd(_open.Pop());
        return this;
    }

    /// <summary>An element that has no content and no end; inside a drawing as well, where the next one would be a part of it without the slash.</summary>
    public HtmlWriter Void(string element, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        WriteTag(element, attributes, isEmpty: true);
        return this;
    }

    /// <summary>An element with a text in it.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        WriteTag(element, attributes);
        Text(text);
        WriteEnd(element);
        return this;
    }

    /// <summary>A text of the page's own.</summary>
    public HtmlWriter Text(string text)
    {
        _html.Append(s_encoder.Encode(text));
        return this;
    }

    /// <summary>A text that comes from the data: set apart, so that its direction stays its own, and with everything in it visible.</summary>
    public HtmlWriter Foreign(string text, int longest = 300)
    {
        _html.Append("<bdi>");
        Text(VisibleText.Of(text, longest));
        _html.Append("</bdi>");
        return this;
    }

    /// <summary>A style sheet of the program's own.</summary>
    public HtmlWriter Style(string css)
    {
        if (css.Contains("</", StringComparison.Ordinal)) throw new ArgumentException("A style sheet cannot hold the end of an element.", nameof(css));
        _html.Append("<style>\n").Append(css).Append("</style>\n");
        return this;
    }

    /// <summary>The page.</summary>
    /// <exception cref="InvalidOperationException">An element was not ended.</exception>
    public override string ToString()
        => _open.Count == 0 ? _html.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is not ended.");

    private void WriteEnd(string element)
    {
        _html.Append("</").Append(element).Append('>');
        if (!s_inline.Contains(element)) _html.Append('\n');
    }

    private void WriteTag(string element, ReadOnlySpan<(string Name, object? Value)> attributes, bool isEmpty = false)
    {
        _html.Append('<').Append(element);
        foreach ((string name, object? value) in attributes)
        {
            if (value is null) continue;
            _html.Append(' ').Append(name);
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            if (text.Length > 0 || name == "alt") _html.Append("=\"").Append(s_encoder.Encode(text)).Append('"');
        }
        _html.Append(isEmpty ? "/>\n" : ">");
    }
}
