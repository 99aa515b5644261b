using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The page on error messages quotes messages that the code has.</summary>
public sealed partial class TroubleshootingTests
{
    private const char Hole = '…';

    [Fact]
    public void Every_message_on_the_page_is_in_the_source()
    {
        string page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "troubleshooting.md"));
        string[] quoted = [.. Message().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.InRange(quoted.Length, 30, 100);
        string[] messages = [.. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).Where(text => text.Contains("Exception", StringComparison.Ordinal) || text.Contains("ErrorMessage", StringComparison.Ordinal)).SelectMany(Messages)];
        Assert.All(quoted, quote => Assert.True(messages.Any(message => message.Contains(quote, StringComparison.Ordinal)), quote));
    }

    // The texts of a file, with a hole for each value, and as one where they are added.
    private static IEnumerable<string> Messages(string source)
        => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes(node => !IsText(node)).Where(IsText).Select(node => Text((ExpressionSyntax)node));

    private static bool IsText(SyntaxNode node)
        => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression }
            || (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && (IsText(sum.Left) || IsText(sum.Right)));

    private static string Text(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => text.Contents.Aggregate(new StringBuilder(), (all, part) => part is InterpolatedStringTextSyntax plain ? all.Append(plain.TextToken.ValueText) : all.Append(Hole)).ToString(),
        BinaryExpressionSyntax sum => Text(sum.Left) + Text(sum.Right),
        _ => Hole.ToString(),
    };

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Message();
}
