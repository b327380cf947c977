using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds the $using: expressions of a script and their values in the session that starts it.</summary>
internal static class UsingExpressions
{
    /// <summary>The values by the keys that the engine looks for.</summary>
    public static IDictionary ValuesIn(Ast script, SessionState session)
    {
        var values = new Hashtable();
        foreach (var expression in script.FindAll(part => part is UsingExpressionAst,
            searchNestedScriptBlocks: true).Cast<UsingExpressionAst>())
            values[KeyOf(expression)] = ValueOf(expression, session);
        return values;
    }

    // The engine's own form: the text, in lower case for a plain variable, as base64 of UTF-16.
    private static string KeyOf(UsingExpressionAst expression)
    {
        var text = expression.ToString();
        if (expression.SubExpression is VariableExpressionAst)
            text = text.ToLowerInvariant();
        return Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
    }

    private static object? ValueOf(UsingExpressionAst expression, SessionState session)
    {
        if (expression.SubExpression is VariableExpressionAst variable)
            return session.PSVariable.GetValue(variable.VariablePath.UserPath);
        var text = expression.ToString().Replace("$using:", "$", StringComparison.OrdinalIgnoreCase);
        var values = session.InvokeCommand.InvokeScript(useLocalScope: false, ScriptBlock.Create(text), null);
        return values.Count == 1 ? values[0] : values;
    }
}
