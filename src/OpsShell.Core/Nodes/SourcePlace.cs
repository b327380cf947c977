using System.Globalization;

namespace OpsShell.Core.Nodes;

/// <summary>Where something was written: file, line and column, both from 1 (0: the file as a whole).</summary>
internal readonly record struct SourcePlace(string File, int Line, int Column)
{
    public SourcePlace Right(int characters) => this with { Column = Column + characters };

    public override string ToString() =>
        Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
