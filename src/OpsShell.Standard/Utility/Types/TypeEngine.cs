using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The session's type data and views. The engine keeps them behind members that are not public; this is the one place that
/// reaches for them, and a test tells when the engine changes them.
/// </summary>
internal sealed class TypeEngine
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private readonly object _context;

    /// <summary>Finds the session of a cmdlet.</summary>
    public TypeEngine(PSCmdlet cmdlet) => _context = typeof(InternalCommand).GetProperty("Context", Members)!.GetValue(cmdlet)!;

    /// <summary>What the session was made of, kept up to date: files and data, in the order in which they are read.</summary>
    public InitialSessionState State => (InitialSessionState)Get(_context, "InitialSessionState")!;

    private object TypeTable => Get(_context, "TypeTable")!;

    /// <summary>The type data in force, by the name of the type.</summary>
    public IReadOnlyDictionary<string, TypeData> AllTypes => (Dictionary<string, TypeData>)Call(TypeTable, "GetAllTypeData")!;

    /// <summary>The views in force, as the engine holds them.</summary>
    public object FormatDatabase => Get(Get(_context, "FormatDBManager")!, "Database")!;

    /// <summary>Adds type data, or removes all that there is of the type.</summary>
    /// <returns>What is wrong with it; empty when it was done.</returns>
    public IReadOnlyCollection<string> Update(TypeData data, bool remove)
    {
        var errors = new ConcurrentBag<string>();
        var update = TypeTable.GetType().GetMethod("Update", Members, [typeof(TypeData), typeof(ConcurrentBag<string>), typeof(bool)])!;
        update.Invoke(TypeTable, BindingFlags.DoNotWrapExceptions, null, [data, errors, remove], null);
        if (errors.IsEmpty)
            State.Types.Add(new SessionStateTypeEntry(data, remove));
        return errors;
    }

    /// <summary>Lets objects that were shown before forget what they had of the old type data.</summary>
    public void Refresh() => Call(TypeTable, "ClearConsolidatedMembers");

    /// <summary>Whether there is nothing in the data but the name of the type.</summary>
    public static bool IsEmpty(TypeData data) =>
        data is { Members.Count: 0, TypeConverter: null, TypeAdapter: null, DefaultDisplayPropertySet: null, DefaultKeyPropertySet: null }
        && data.PropertySerializationSet is null
        && ((Dictionary<string, TypeMemberData>)Get(data, "StandardMembers")!).Count == 0;

    /// <summary>Reads all type data of the session from another list of files and data.</summary>
    /// <exception cref="RuntimeException">A file has errors; the session is as it was.</exception>
    public void ReplaceTypes(IReadOnlyList<SessionStateTypeEntry> entries) => Replace(State.Types, entries, "UpdateTypes");

    /// <summary>Reads all views of the session from another list of files.</summary>
    /// <exception cref="RuntimeException">A file has errors; the session is as it was.</exception>
    public void ReplaceFormats(IReadOnlyList<SessionStateFormatEntry> entries) => Replace(State.Formats, entries, "UpdateFormats");

    private void Replace<T>(InitialSessionStateEntryCollection<T> current, IReadOnlyList<T> entries, string reload)
        where T : InitialSessionStateEntry
    {
        List<T> before = [.. current];
        try
        {
            current.Clear();
            current.Add(entries);
            Reload(reload, strict: true);
        }
        catch (RuntimeException)
        {
            current.Clear();
            current.Add(before);
            // A file that was good when it was read may be gone by now; that is no reason to be without the others.
            Reload(reload, strict: false);
            throw;
        }
    }

    private void Reload(string method, bool strict)
    {
        // Without it, errors in files go to the log only.
        var setting = typeof(InitialSessionState).GetField("RefreshTypeAndFormatSetting", Members)!;
        var before = setting.GetValue(State);
        setting.SetValue(State, strict);
        try
        {
            Call(State, method, _context, false);
        }
        finally
        {
            setting.SetValue(State, before);
        }
    }

    private static object? Get(object target, string property) => target.GetType().GetProperty(property, Members)!.GetValue(target);

    private static object? Call(object target, string method, params object[] arguments) =>
        target.GetType().GetMethod(method, Members)!.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
