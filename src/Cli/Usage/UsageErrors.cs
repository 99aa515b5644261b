using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Pix2Pitch.Cli.Usage;

/// <summary>Says what is wrong with a command line in sentences of our own, without names of .NET types, and what was meant perhaps.</summary>
internal static class UsageErrors
{
    /// <summary>A sentence for each error, each once.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] unknown = [.. parsed.UnmatchedTokens];
        var sentences = new List<string>();
        foreach (string token in unknown) sentences.Add(Unknown(token, command));
        foreach (ParseError error in parsed.Errors)
        {
            // The parser has a sentence for each of these too.
            if (unknown.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)) && error.SymbolResult is CommandResult) continue;
            if (unknown.Length > 0 && error.SymbolResult is CommandResult && command.Subcommands.Count > 0) continue;
            sentences.Add(Sentence(error, command));
        }
        return [.. sentences.Distinct()];
    }

    private static string Unknown(string token, Command command)
    {
        bool isOption = token.StartsWith('-') && token.Length > 1;
        if (isOption) return UnknownOption(token, command);
        if (command.Subcommands.Count == 0) return $"'{token}' is one argument too many for '{command.Name}'.";
        string near = Suggestions.For(token, command.Subcommands.Select(sub => sub.Name));
        if (near.Length == 0 && Path.Exists(token)) return $"'{token}' is a file and no command; commands are {Commands(command)}.";
        return near.Length > 0 ? $"There is no command '{token}'{near}" : $"There is no command '{token}'; commands are {Commands(command)}.";
    }

    /// <summary>A sentence for an option that a command does not have.</summary>
    public static string UnknownOption(string token, Command command)
    {
        string near = Suggestions.For(token.Split('=', ':')[0], Options(command).SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)));
        return $"There is no option '{token}'{(near.Length > 0 ? near : $"; '{command.Name} --help' lists them.")}";
    }

    private static string Commands(Command command) => string.Join(", ", command.Subcommands.Select(sub => sub.Name));

    private static IEnumerable<Option> Options(Command command)
        => command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive));

    private static string Sentence(ParseError error, Command command)
    {
        if (error.SymbolResult is CommandResult && command.Subcommands.Count > 0 && IsOfParser(error)) return $"Name a command: {Commands(command)}.";
        Option? option = error.SymbolResult as OptionResult is { } given ? given.Option : (error.SymbolResult?.Parent as OptionResult)?.Option;
        IReadOnlyList<Token> tokens = (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult)?.Tokens ?? [];
        if (option is not null && IsOfParser(error))
        {
            if (tokens.Count == 0) return $"{option.Name} needs a value{(option.HelpName is { } name ? $": {option.Name} {name}" : "")}.";
            if (tokens.Count > 1) return $"{option.Name} is given {tokens.Count} times; give it once.";
            return $"{option.Name} has to be {Kind(option.ValueType)}, not '{tokens[^1].Value}'.";
        }
        if (error.SymbolResult is ArgumentResult argument && IsOfParser(error))
            return argument.Tokens.Count == 0 ? $"'{command.Name}' needs {WithArticle(argument.Argument.Name)}." : $"'{command.Name}' takes one {argument.Argument.Name}.";
        if (error.SymbolResult is CommandResult && IsOfParser(error) && command.Arguments.FirstOrDefault() is { } first) return $"'{command.Name}' needs {WithArticle(first.Name)}.";
        return error.Message;
    }

    // The parser's own sentences, which name symbols and types; those of validators are ours already.
    private static bool IsOfParser(ParseError error)
        => error.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal) || error.Message.StartsWith("Required ", StringComparison.Ordinal)
            || error.Message.StartsWith("Unrecognized ", StringComparison.Ordinal) || error.Message.StartsWith("Argument '", StringComparison.Ordinal)
            || error.Message.StartsWith("Option '", StringComparison.Ordinal) && error.Message.Contains(" expect", StringComparison.Ordinal);

    private static string WithArticle(string name) => $"{("aeiou".Contains(char.ToLowerInvariant(name[0]), StringComparison.Ordinal) ? "an" : "a")} {name}";

    private static string Kind(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(int)) return $"a whole number from {int.MinValue} to {int.MaxValue}";
        if (type == typeof(long)) return string.Create(CultureInfo.InvariantCulture, $"a whole number from {long.MinValue} to {long.MaxValue}");
        if (type == typeof(float) || type == typeof(double)) return "a number such as 0.5";
        if (type == typeof(bool)) return "true or false";
        return type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : "of another form";
    }
}
