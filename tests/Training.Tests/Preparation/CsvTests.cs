using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("@SUM(1+9)*cmd|' /C calc'!A0", "'@SUM(1+9)*cmd|' /C calc'!A0")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("'=1", "''=1")]
    public void What_a_spreadsheet_would_run_is_text(string field, string cell) => Assert.Equal(cell + "\n", Csv.Line(field));

    [Theory]
    [InlineData("-3.5")]
    [InlineData("+7")]
    [InlineData("-1E-05")]
    [InlineData("1872")]
    [InlineData("a=b")]
    [InlineData("'s avonds")]
    [InlineData("Étude - op. 2")]
    [InlineData("")]
    public void Numbers_and_other_texts_stay_what_they_are(string field) => Assert.Equal(field + "\n", Csv.Line(field));

    [Theory]
    [InlineData("=1")]
    [InlineData("'=1")]
    [InlineData("''@x")]
    [InlineData("-3.5")]
    [InlineData("-x")]
    [InlineData("'s avonds")]
    [InlineData("''")]
    public void The_text_that_was_written_can_be_had_back(string field) => Assert.Equal(field, Csv.Original(Csv.Line(field)[..^1]));
}
