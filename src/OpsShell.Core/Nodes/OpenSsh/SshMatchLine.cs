using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>The conditions of a <c>Match</c> line. Pure; a condition that would run a program makes the block never hold.</summary>
internal static class SshMatchLine
{
    private static readonly string[] Ignored = ["exec", "localnetwork", "tagged", "version", "sessiontype", "command"];

    /// <exception cref="InventoryException">A condition is unknown, or has no argument.</exception>
    public static ImmutableArray<SshCriterion> Parse(SshConfigLine line, List<string> warnings)
    {
        var criteria = ImmutableArray.CreateBuilder<SshCriterion>();
        for (var i = 0; i < line.Arguments.Length; i++)
        {
            var word = line.Arguments[i];
            var negated = word.Text.StartsWith('!');
            var keyword = word.Text.TrimStart('!').ToUpperInvariant();
            if (keyword == "ALL")
            {
                criteria.Add(new SshCriterion(SshCriterionKind.All, [], negated));
                continue;
            }
            if (keyword is "CANONICAL" or "FINAL")
            {
                Ignore(word, "OpsShell reads the file once and does not canonicalize names");
                continue;
            }
            var argument = TakeArgument(line, word, ref i);
            if (KindOf(keyword) is { } kind)
                criteria.Add(new SshCriterion(kind, [.. argument.Split(',')], negated));
            else if (Ignored.Contains(keyword, StringComparer.OrdinalIgnoreCase))
                Ignore(word, "OpsShell does not evaluate it, and never runs a command from this file");
            else
                throw new InventoryException(word.Place, $"'{word.Text}' is not a condition of Match; host, originalhost, user, localuser and all are");
        }
        return criteria.ToImmutable();

        void Ignore(SshWord word, string reason)
        {
            var warning = $"{word.Place}: this Match block is passed over: '{word.Text}': {reason}.";
            warnings.Add(warning);
            criteria.Add(new SshCriterion(SshCriterionKind.Never, [], Negated: false) { Warning = warning });
        }
    }

    /// <summary>The condition's argument.</summary>
    private static string TakeArgument(SshConfigLine line, SshWord word, ref int i) =>
        ++i < line.Arguments.Length
            ? line.Arguments[i].Text
            : throw new InventoryException(word.Place, $"'{word.Text}' of Match has no argument");

    private static SshCriterionKind? KindOf(string keyword) => keyword switch
    {
        "HOST" => SshCriterionKind.Host,
        "ORIGINALHOST" => SshCriterionKind.OriginalHost,
        "USER" => SshCriterionKind.User,
        "LOCALUSER" => SshCriterionKind.LocalUser,
        _ => null,
    };
}
