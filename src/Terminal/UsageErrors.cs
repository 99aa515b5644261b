using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Pix2Pitch.Terminal;

/// <summary>Describes what is wrong with the arguments in plain sentences, without names of .NET types, and suggests corrections.</summary>
internal static class UsageErrors
{
    private const string NoOption = "There is no option";

    /// <summary>One sentence for each error, without repetitions.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        // The parser takes the next option for the value, and what follows for an argument.
        string[] names = [.. Options(command).SelectMany(option => option.Aliases.Append(option.Name))];
        OptionResult? open = parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(result => result.Tokens.Any(token => names.Contains(token.Value)));
        if (open is not null) return [NeedsValue(open.Option)];
        string[] unknown = [.. parsed.UnmatchedTokens];
        var sentences = new List<string>();
        // Arguments after a mistyped command or option belong to it.
        string[] options = [.. unknown.Where(IsOption)];
        IEnumerable<string> reported = command.Subcommands.Count > 0 ? unknown.Take(1) : options.Length > 0 ? options : unknown;
        foreach (string token in reported) sentences.Add(Unknown(token, command));
        foreach (ParseError error in parsed.Errors)
        {
            // The parser reports each of these too.
            if (unknown.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)) && error.SymbolResult is CommandResult) continue;
            if (unknown.Length > 0 && error.SymbolResult is CommandResult && command.Subcommands.Count > 0) continue;
            sentences.Add(Sentence(error, command));
        }
        // One wrong option causes errors in the arguments after it.
        if (sentences.Any(sentence => sentence.StartsWith(NoOption, StringComparison.Ordinal)))
            sentences.RemoveAll(sentence => !sentence.StartsWith(NoOption, StringComparison.Ordinal));
        return [.. sentences.Distinct()];
    }

    private static string Unknown(string token, Command command)
    {
        if (IsOption(token)) return UnknownOption(token, command);
        if (command.Subcommands.Count == 0) return $"'{token}' is one argument too many for '{command.Name}'.";
        string near = Suggestions.For(token, command.Subcommands.Select(sub => sub.Name));
        if (near.Length == 0 && Path.Exists(token)) return $"'{token}' is a file; put a command before it: {Commands(command)}.";
        return near.Length > 0 ? $"There is no command '{token}'{near}" : $"There is no command '{token}'; commands are {Commands(command)}.";
    }

    /// <summary>The sentence for an option that a command does not have.</summary>
    public static string UnknownOption(string token, Command command)
    {
        string near = Suggestions.For(token.Split('=', ':')[0], Options(command).SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)));
        return $"{NoOption} '{token}'{(near.Length > 0 ? near : $"; '{command.Name} --help' lists them.")}";
    }

    private static string NeedsValue(Option option) => $"{option.Name} needs a value{(option.HelpName is { } name ? $": {option.Name} {name}" : "")}.";

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;

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
            if (tokens.Count == 0) return NeedsValue(option);
            if (tokens.Count > 1) return $"{option.Name} is given {tokens.Count} times; give it once.";
            return $"{option.Name} must be {Kind(option.ValueType, tokens[^1].Value)}, not '{tokens[^1].Value}'.";
        }
        if (error.SymbolResult is ArgumentResult argument && IsOfParser(error))
            return argument.Tokens.Count == 0 ? Missing(argument.Argument) : $"'{command.Name}' takes one argument <{argument.Argument.Name}>.";
        if (error.SymbolResult is CommandResult && IsOfParser(error) && command.Arguments.FirstOrDefault() is { } first) return Missing(first);
        return error.Message;

        string Missing(Argument argument) => $"'{command.Name}' needs the argument <{argument.Name}>.";
    }

    // The parser's own sentences name symbols and types. Those of validators are ours.
    private static bool IsOfParser(ParseError error)
        => error.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal) || error.Message.StartsWith("Required ", StringComparison.Ordinal)
            || error.Message.StartsWith("Unrecognized ", StringComparison.Ordinal) || error.Message.StartsWith("Argument '", StringComparison.Ordinal)
            || error.Message.StartsWith("Option '", StringComparison.Ordinal) && error.Message.Contains(" expect", StringComparison.Ordinal);

    private static string Kind(Type type, string text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(int) || type == typeof(long))
        {
            if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return "a whole number";
            return string.Create(CultureInfo.InvariantCulture, $"a whole number from {(type == typeof(int) ? int.MinValue : long.MinValue)} to {(type == typeof(int) ? int.MaxValue : long.MaxValue)}");
        }
        if (type == typeof(float) || type == typeof(double)) return "a number such as 0.5";
        if (type == typeof(bool)) return "true or false";
        return type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : "of another form";
    }
}
