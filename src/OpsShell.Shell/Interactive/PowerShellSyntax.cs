using System.Management.Automation.Language;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>PowerShell as it is typed: its colours, and whether it goes on.</summary>
/// <param name="settings">The styles.</param>
internal sealed class PowerShellSyntax(EditorSettings settings) : ISyntax
{
    // A text this long was pasted; its colours are not worth the wait at every key.
    private const int LongestColoured = 50_000;

    public SyntaxView Look(string text)
    {
        Parser.ParseInput(text, out var tokens, out var errors);
        var incomplete = errors.Any(error => error.IncompleteInput);
        if (text.Length > LongestColoured)
            return new([], incomplete);
        var spans = new List<StyledSpan>();
        foreach (var token in tokens)
            Add(spans, token);
        spans = InOrder(spans, text.Length);
        return new(incomplete ? spans : Mark(spans, errors, text.Length), incomplete);
    }

    private void Add(List<StyledSpan> spans, Token token)
    {
        var style = StyleOf(token);
        var (start, end) = (token.Extent.StartOffset, token.Extent.EndOffset);
        if (token is StringExpandableToken { NestedTokens: { Count: > 0 } nested })
        {
            foreach (var inner in nested)
            {
                AddSpan(spans, start, inner.Extent.StartOffset, style);
                Add(spans, inner);
                start = Math.Max(start, inner.Extent.EndOffset);
            }
        }
        AddSpan(spans, start, end, style);
    }

    /// <summary>The tokens of a string that has no end yet come in any order, over one another, and beyond the text.</summary>
    private static List<StyledSpan> InOrder(List<StyledSpan> spans, int length)
    {
        var ordered = new List<StyledSpan>(spans.Count);
        var last = 0;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            AddSpan(ordered, Math.Max(last, span.Start), Math.Min(span.Start + span.Length, length), span.Style);
            last = Math.Max(last, span.Start + span.Length);
        }
        return ordered;
    }

    private static void AddSpan(List<StyledSpan> spans, int start, int end, string style)
    {
        if (style.Length > 0 && end > start)
            spans.Add(new(start, end - start, style));
    }

    private string StyleOf(Token token)
    {
        if ((token.TokenFlags & TokenFlags.CommandName) != 0)
            return settings.Palette.Command;
        if ((token.TokenFlags & TokenFlags.TypeName) != 0 || token.Kind == TokenKind.Type)
            return settings.Palette.Type;
        switch (token.Kind)
        {
            case TokenKind.Comment:
                return settings.Palette.Comment;
            case TokenKind.Parameter:
                return settings.Palette.Parameter;
            case TokenKind.Variable or TokenKind.SplattedVariable:
                return settings.Palette.Variable;
            case TokenKind.Number:
                return settings.Palette.Number;
            case TokenKind.StringExpandable or TokenKind.StringLiteral or TokenKind.HereStringExpandable or TokenKind.HereStringLiteral:
                return settings.Palette.Text;
            case TokenKind.Generic when token.Text.StartsWith("--", StringComparison.Ordinal):
                return settings.Palette.Parameter;
        }
        if ((token.TokenFlags & TokenFlags.Keyword) != 0)
            return settings.Palette.Keyword;
        const TokenFlags Operators = TokenFlags.BinaryOperator | TokenFlags.UnaryOperator | TokenFlags.AssignmentOperator | TokenFlags.SpecialOperator;
        return (token.TokenFlags & Operators) != 0 || token.Kind is TokenKind.Pipe or TokenKind.AndAnd or TokenKind.OrOr ? settings.Palette.Operator : "";
    }

    /// <summary>Where the parser could not go on, whatever colour that place had.</summary>
    private List<StyledSpan> Mark(List<StyledSpan> spans, ParseError[] errors, int length)
    {
        if (settings.Palette.Error.Length == 0 || errors.Length == 0)
            return spans;
        // An error without an extent is at the character before it.
        var marks = errors.Select(error => error.Extent).Select(extent => (
            Start: Math.Clamp(extent.EndOffset > extent.StartOffset ? extent.StartOffset : extent.StartOffset - 1, 0, length),
            End: Math.Clamp(Math.Max(extent.EndOffset, extent.StartOffset), 0, length))).OrderBy(mark => mark.Start);
        foreach (var (start, end) in marks)
            spans = Overlay(spans, start, end);
        return spans;
    }

    private List<StyledSpan> Overlay(List<StyledSpan> spans, int start, int end)
    {
        var result = new List<StyledSpan>();
        foreach (var span in spans.Where(span => span.Start < start))
            AddSpan(result, span.Start, Math.Min(span.Start + span.Length, start), span.Style);
        AddSpan(result, start, end, settings.Palette.Error);
        foreach (var span in spans.Where(span => span.Start + span.Length > end))
            AddSpan(result, Math.Max(span.Start, end), span.Start + span.Length, span.Style);
        return result;
    }
}
