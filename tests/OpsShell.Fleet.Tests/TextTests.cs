using System.Management.Automation;
using System.Text;
using CsCheck;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet.Tests;

public sealed class TextTests
{
    [Fact]
    public void LinesSurviveAnyCutting() =>
        Gen.Select(Gen.String[Gen.Char["ab\u00e9\n"], 0, 60], Gen.Int[1, 7]).Sample((text, size) =>
        {
            var lines = new List<string>();
            var sink = new LineSink((_, line) => lines.Add(line));
            foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(size))
                sink.Output(piece);
            sink.Flush();
            Assert.Equal(text.Length == 0 || text.EndsWith('\n') ? text.Split('\n')[..^1] : text.Split('\n'), lines);
        });

    [Fact]
    public void ALineThatNeverEndsIsPassedOnInPieces()
    {
        var lines = new List<string>();
        var sink = new LineSink((_, line) => lines.Add(line));
        sink.Error(new byte[(2 * LineSink.LongestLine) + 1]);
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(LineSink.LongestLine, line.Length));
    }

    [Theory]
    [InlineData("echo", null)]
    [InlineData("#!/bin/sh\necho", null)]
    [InlineData("#!/usr/bin/env python3\r\nx", "/usr/bin/env python3")]
    [InlineData("#! /bin/bash -eu", "/bin/bash -eu")]
    [InlineData("#!", null)]
    public void TheFirstLineNamesTheInterpreter(string script, string? interpreter) => Assert.Equal(interpreter, ScriptInterpreter.Of(script));

    [Fact]
    public void FileNamesOfNodesStayInTheirFolderAndApart() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            var file = SafeFileName.For(one);
            Assert.True(file.Length is > 0 and < 200 && file[0] != '.' && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'), file);
            if (one != other)
                Assert.NotEqual(file, SafeFileName.For(other));
        });

    [Theory]
    [InlineData("web01.example.com", "web01.example.com")]
    [InlineData("../../etc/passwd", "_.._.._etc_passwd-")]
    public void PlainNamesStayAsTheyAre(string name, string file) => Assert.StartsWith(file, SafeFileName.For(name), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.4, "0.4 ms")]
    [InlineData(12.4, "12 ms")]
    [InlineData(1260, "1.3 s")]
    [InlineData(184_000, "3 minutes, 4 seconds")]
    public void DurationsAreShort(double milliseconds, string text) => Assert.Equal(text, ViewText.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0.0018, "2 µs")]
    [InlineData(0.4, "400 µs")]
    [InlineData(4.9, "4.9 ms")]
    public void What_is_far_below_a_millisecond_is_no_zero(double milliseconds, string text) => Assert.Equal(text, ViewText.FineDuration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void SizesCountIn1024()
    {
        Assert.Equal("0 B", ViewText.Size(0));
        Assert.Equal("512 B", ViewText.Size(512));
        Assert.Equal("1.5 KB", ViewText.Size(1536));
        Assert.Equal("", ViewText.Size(null));
    }

    [Fact]
    public void EveryErrorHasACategory()
    {
        var node = new Node { Name = "n1" };
        foreach (var id in Enum.GetValues<NodeErrorId>())
        {
            var record = NodeErrorRecord.Create(node, new NodeError(id, "What\u001b[1m failed.", "Do this."));
            Assert.Equal(id == NodeErrorId.Unexpected, record.CategoryInfo.Category == ErrorCategory.NotSpecified);
            Assert.Equal((node, id.ToString()), ((Node)record.TargetObject, record.FullyQualifiedErrorId));
            Assert.Equal(@"n1: What\x1b[1m failed.", record.ErrorDetails.Message);
            Assert.Equal("Do this.", record.ErrorDetails.RecommendedAction);
        }
    }

    [Fact]
    public void ProgressWaitsHalfASecondAndThenSpeaksFiveTimesASecond()
    {
        var progress = new FanOutProgress("Test", 4);
        progress.Count(failed: true);
        Assert.Null(progress.Next(TimeSpan.FromSeconds(0.4)));
        Assert.Null(progress.End());
        var shown = progress.Next(TimeSpan.FromSeconds(0.6));
        Assert.Equal(("1 of 4 nodes, 1 failed", 25), (shown?.StatusDescription, shown?.PercentComplete));
        Assert.Null(progress.Next(TimeSpan.FromSeconds(0.7)));
        Assert.NotNull(progress.Next(TimeSpan.FromSeconds(0.9)));
        Assert.NotNull(progress.End());
    }
}
