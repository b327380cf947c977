using System.Management.Automation;
using System.Management.Automation.Internal;
using Microsoft.PowerShell.Commands;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>
/// The formatter is the engine's own, reached by members that are not public. A test of this class that fails after an update
/// of the engine says that they have changed: see FormatEngine, ViewReader.
/// </summary>
public sealed class FormatTests : IDisposable
{
    private const string Row = "[pscustomobject]@{ Name = 'a'; Value = 1 }";
    private readonly OpsRunspace _shell = new("Microsoft.PowerShell.Utility");

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Format-Table Name", "FormatStartData")]
    [InlineData("Format-List Name -GroupBy Value", "FormatStartData")]
    [InlineData("Format-Wide Name -Column 3", "FormatStartData")]
    [InlineData("Format-Wide Name -AutoSize -ShowError -DisplayError -Force -Expand Both", "FormatStartData")]
    [InlineData("Format-Custom Name -Depth 2", "FormatStartData")]
    public void The_engine_makes_format_objects(string command, string first) =>
        Assert.Equal(first, _shell.Run($"{Row} | {command}").Output[0].BaseObject.GetType().Name);

    [Theory]
    [InlineData("Format-Wide Name -View x")]
    [InlineData("Format-Custom Name -View x")]
    public void A_view_and_properties_exclude_each_other(string command) =>
        Assert.StartsWith("FormatCannotSpecifyViewAndProperty,", _shell.Fail($"{Row} | {command}").FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void The_screen_and_a_string_show_the_same()
    {
        // The screen has colours besides.
        var shown = new StringDecorated(_shell.Show($"{Row} | Format-Table")).ToString(OutputRendering.PlainText);
        Assert.Equal(shown.Trim(), _shell.Run($"{Row} | Format-Table | Out-String").Output[0].ToString().Trim(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Out_String_is_as_wide_as_the_screen_less_one() =>
        Assert.Equal(119, _shell.Run("[pscustomobject]@{ A = 'x' * 300 } | Format-Table | Out-String -Stream").Output.Max(line => line.ToString().Length));

    [Fact]
    public void Many_objects_go_through_formatting_and_files()
    {
        using var folder = new OpsShell.Testing.TemporaryFolder();
        var file = Path.Combine(folder.Path, "out.txt");
        _shell.Run($"1..100000 | ForEach-Object {{ [pscustomobject]@{{ N = $_ }} }} | Format-Table -HideTableHeaders | Out-File '{file}'");
        Assert.Equal(100_000, File.ReadLines(file).Count(line => line.Trim().Length > 0));
    }

    [Fact]
    public void Every_view_of_the_engine_can_be_read()
    {
        var views = _shell.Run("Get-FormatData").Of<ExtendedTypeDefinition>();
        Assert.All(views, definition => Assert.All(definition.FormatViewDefinition, view => Assert.NotNull(view.Control)));
        Assert.Superset(
            new HashSet<Type> { typeof(TableControl), typeof(ListControl), typeof(WideControl), typeof(CustomControl) },
            views.SelectMany(definition => definition.FormatViewDefinition).Select(view => view.Control.GetType()).ToHashSet());
    }

    [Theory]
    [InlineData((byte)7, "07")]
    [InlineData((sbyte)-1, "FF")]
    [InlineData('A', "41")]
    [InlineData(true, "01000000")]
    [InlineData((short)258, "0201")]
    [InlineData(1, "01000000")]
    [InlineData(1L, "0100000000000000")]
    [InlineData(1f, "0000803F")]
    [InlineData(1d, "000000000000F03F")]
    [InlineData(DayOfWeek.Tuesday, "02000000")]
    [InlineData(new[] { 1, 2 }, "0100000002000000")]
    [InlineData(new byte[] { 1, 2 }, "0102")]
    public void Numbers_have_the_bytes_that_they_have_in_memory(object value, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(PrimitiveBytes.Of(value)!));

    [Fact]
    public void Other_values_have_none()
    {
        Assert.Null(PrimitiveBytes.Of(1.5m));
        Assert.Null(PrimitiveBytes.Of(new object()));
        Assert.Null(PrimitiveBytes.Of(new[] { "a" }));
    }

    [Fact]
    public void A_line_of_bytes_shows_as_text()
    {
        var bytes = new ByteCollection(16, "0123456789abcdef\n"u8.ToArray(), "file");
        Assert.Equal(
            "0000000000000010   30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef" + Environment.NewLine
            + "0000000000000020   0A                                               \uFFFD", bytes.ToString());
    }
}
