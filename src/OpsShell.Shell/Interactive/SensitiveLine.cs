using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace OpsShell.Shell.Interactive;

/// <summary>Tells lines that may have a secret in them, by the rules that PSReadLine documents; they are not written to the history.</summary>
internal static partial class SensitiveLine
{
    // Of the module SecretManagement: they name a secret, and never hold it.
    private static readonly string[] SafeCommands =
    [
        "Get-Secret", "Get-SecretInfo", "Get-SecretVault", "Register-SecretVault", "Remove-Secret", "Set-SecretInfo",
        "Set-SecretVaultDefault", "Test-SecretVault", "Unlock-SecretVault", "Unregister-SecretVault",
    ];

    /// <summary>Whether the line may have a secret in it.</summary>
    public static bool IsSensitive(string line)
    {
        if (!Word().IsMatch(line))
            return false;
        var ast = Parser.ParseInput(line, out _, out var errors);
        // What cannot be read cannot be called safe.
        return errors.Length > 0 || ast.FindAll(node => IsWord(node) && !IsSafe(node), searchNestedScriptBlocks: true).Any() || HasLooseWord(ast, line);
    }

    /// <summary>The smallest pieces of a line that a word can be in.</summary>
    private static bool IsWord(Ast node) =>
        node is VariableExpressionAst or CommandParameterAst or StringConstantExpressionAst or ExpandableStringExpressionAst or MemberExpressionAst or TypeExpressionAst
        && Word().IsMatch(node.Extent.Text);

    private static bool IsSafe(Ast node) => node switch
    {
        VariableExpressionAst variable => IsSafeTarget(variable),
        MemberExpressionAst member => IsSafeTarget(member),
        CommandParameterAst parameter => IsOfSafeCommand(parameter) || IsSafeArgument(parameter),
        StringConstantExpressionAst { Parent: MemberExpressionAst member } text when member.Member == text => true,
        TypeExpressionAst => true,
        _ => IsOfSafeCommand(node),
    };

    /// <summary>A name is safe to read; and to write to, when what is written is no value in the line itself.</summary>
    private static bool IsSafeTarget(Ast target)
    {
        var assignment = Above<AssignmentStatementAst>(target);
        if (assignment is null || !IsWithin(target, assignment.Left))
            return target.Parent is not CommandAst command || IsSafeCommandName(command) || !IsSetter(command);
        return assignment.Right is not CommandExpressionAst expression || IsReference(expression.Expression);
    }

    /// <summary><c>Set-Secret abc $mySecret</c>: the documentation holds it for unsafe, though the value is not in sight.</summary>
    private static bool IsSetter(CommandAst command) => command.GetCommandName() is { } name && Word().IsMatch(name);

    /// <summary>A variable, a property, a call: where a value comes from, and not the value.</summary>
    private static bool IsReference(ExpressionAst expression) => expression switch
    {
        ParenExpressionAst parentheses => parentheses.Pipeline is not PipelineAst { PipelineElements: [CommandExpressionAst inner] } || IsReference(inner.Expression),
        ConvertExpressionAst convert => IsReference(convert.Child),
        VariableExpressionAst => true,
        MemberExpressionAst member => IsReference(member.Expression),
        SubExpressionAst => true,
        TypeExpressionAst => true,
        _ => false,
    };

    /// <summary><c>-AsPlainText</c> is an alarm by itself; others are, when their value is in the line.</summary>
    private static bool IsSafeArgument(CommandParameterAst parameter)
    {
        if (parameter.ParameterName.Contains("asplaintext", StringComparison.OrdinalIgnoreCase) || parameter.Parent is not CommandAst command)
            return false;
        if (parameter.Argument is { } attached)
            return IsReference(attached);
        var next = command.CommandElements.SkipWhile(element => element != parameter).Skip(1).FirstOrDefault();
        return next is null or CommandParameterAst || (next is ExpressionAst expression && IsReference(expression));
    }

    private static bool IsOfSafeCommand(Ast node) => Above<CommandAst>(node) is { } command && IsSafeCommandName(command);

    private static bool IsSafeCommandName(CommandAst command) => command.GetCommandName() switch
    {
        null => false,
        var name when SafeCommands.Contains(name, StringComparer.OrdinalIgnoreCase) => true,
        "kubectl" => Words(command) is [_, "get" or "describe", "secret" or "secrets", ..],
        "az" => Words(command) is [_, "account", "get-access-token", ..],
        "gcloud" => Words(command) is [_, "auth", "print-access-token", ..] or [_, "auth", "application-default", "print-access-token", ..],
        // A command that brings a token or a secret, as Get-AzAccessToken does; its arguments are looked at one by one.
        var name => name.StartsWith("Get-", StringComparison.OrdinalIgnoreCase) && command.CommandElements.Skip(1).All(element => !Word().IsMatch(element.Extent.Text)),
    };

    private static string[] Words(CommandAst command) => [.. command.CommandElements.Select(element => element.Extent.Text)];

    /// <summary>A word in a comment, or in anything else that is no piece of its own.</summary>
    private static bool HasLooseWord(ScriptBlockAst ast, string line)
    {
        var pieces = ast.FindAll(IsWord, searchNestedScriptBlocks: true).Select(node => (node.Extent.StartOffset, node.Extent.EndOffset)).ToList();
        return Word().Matches(line).Any(match => !pieces.Exists(piece => piece.StartOffset <= match.Index && match.Index + match.Length <= piece.EndOffset));
    }

    private static T? Above<T>(Ast node)
        where T : Ast
    {
        for (var above = node.Parent; above is not null and not ScriptBlockAst; above = above.Parent)
        {
            if (above is T found)
                return found;
        }
        return null;
    }

    private static bool IsWithin(Ast node, Ast other) =>
        node.Extent.StartOffset >= other.Extent.StartOffset && node.Extent.EndOffset <= other.Extent.EndOffset;

    [GeneratedRegex("password|asplaintext|token|apikey|secret", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
