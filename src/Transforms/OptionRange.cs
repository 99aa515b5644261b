using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pix2Pitch;

/// <summary>Checks the values of options. A reader of files turns the error into a <see cref="Pix2PitchException"/> that names the file.</summary>
internal static class OptionRange
{
    /// <summary>Refuses a value outside [min, max], and one that is not a number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="min">The min valid value.</param>
    /// <param name="max">The max valid value; infinity for none.</param>
    /// <param name="unit">The unit for the message, such as "Hz"; empty for none.</param>
    /// <param name="name">The name of the option.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; the message has the name, the value and the range.</exception>
    public static void Check(double value, double min, double max, string unit = "", [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value >= min && value <= max) return;
        string range = double.IsPositiveInfinity(max) ? $"{Text(min, unit)} or more" : $"from {Text(min, "")} to {Text(max, unit)}";
        throw Error(name, Text(value, unit), range, value);
    }

    /// <summary>Refuses a value that is not a member of its enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member; the message lists the members.</exception>
    public static void Check<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) throw Error(name, $"{value}", $"one of {string.Join(", ", Enum.GetNames<T>())}", value);
    }

    /// <summary>Refuses a value by another condition.</summary>
    /// <param name="isValid">Whether the value is valid.</param>
    /// <param name="value">The value.</param>
    /// <param name="valid">What is valid; continues "it must be".</param>
    /// <param name="name">The name of the option.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not valid; the message has the name, the value and what is valid.</exception>
    public static void Require(bool isValid, object? value, string valid, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!isValid) throw Error(name, string.Create(CultureInfo.InvariantCulture, $"{value}"), valid, value);
    }

    /// <summary>What is wrong, in one sentence: the message without the parameter and the value that .NET adds.</summary>
    public static string Reason(ArgumentOutOfRangeException error) => error.Message.Split(" (Parameter")[0];

    private static string Text(double value, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.######}{(unit.Length > 0 && double.IsFinite(value) ? $" {unit}" : "")}");

    private static ArgumentOutOfRangeException Error(string name, string found, string valid, object? value)
        => new(name, value, $"{name} is {found}; it must be {valid}.");
}
