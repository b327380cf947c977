using System.Management.Automation.Runspaces;
using System.Reflection;

namespace OpsShell.Shell.Interactive;

/// <summary>Sets <c>$?</c>, which the engine offers no public way for. The only private part of the engine that the shell uses.</summary>
internal static class EngineQuestionMark
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The engine's property; null in an engine that has changed.</summary>
    public static PropertyInfo? Context { get; } = typeof(Runspace).GetProperty("ExecutionContext", Any);

    /// <summary>The engine's value behind <c>$?</c>; null in an engine that has changed.</summary>
    public static PropertyInfo? Value { get; } = Context?.PropertyType.GetProperty("QuestionMarkVariableValue", Any);

    /// <summary>Sets it.</summary>
    public static void Set(EngineSession session, bool value)
    {
        if (Context?.GetValue(session.Runspace) is { } context)
            Value?.SetValue(context, value);
    }
}
