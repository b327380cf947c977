using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// Imports a module of the program when one of its commands is first called. The engine would find it by itself, but it then
/// analyses every module of PSModulePath, which takes longer than the import; and importing all of them at the start costs those
/// who need none of them.
/// </summary>
internal sealed class BundledModules
{
    private readonly Lazy<List<Module>> _waiting = new(() => [.. Directory.EnumerateDirectories(Folder).Select(Module.At).OfType<Module>()]);
    // Out-Default ends every pipeline of the host, and is the engine's own: no manifest is read for it.
    private readonly HashSet<string> _lookedUp = new(StringComparer.OrdinalIgnoreCase) { "Out-Default" };
    private bool _importing;

    private BundledModules()
    {
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Modules");

    /// <summary>Watches the commands that an open runspace looks up.</summary>
    public static void Attach(Runspace runspace)
    {
        var modules = new BundledModules();
        runspace.SessionStateProxy.InvokeCommand.PreCommandLookupAction += (_, lookup) => modules.OnLookup(lookup.CommandName);
    }

    private void OnLookup(string command)
    {
        // All cmdlets have a dash; what the import itself looks up is none of ours.
        if (_importing || !command.Contains('-', StringComparison.Ordinal) || !_lookedUp.Add(command))
            return;
        var name = command[(command.LastIndexOf('\\') + 1)..];
        if (_waiting.Value.Find(module => module.Exports(name)) is not { } found)
            return;
        _waiting.Value.Remove(found);
        _importing = true;
        var isImported = false;
        try
        {
            isImported = Import(found);
        }
        finally
        {
            _importing = false;
            if (!isImported)
                Wait(found);
        }
    }

    private static bool Import(Module module)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        // Silent, as the engine's own loading is: -Verbose is meant for the command that brought the module in. Forced, since an
        // import that was stopped half-way leaves a module without commands.
        shell.AddCommand("Microsoft.PowerShell.Core\\Import-Module").AddParameter("Name", module.Path).AddParameter("Global")
            .AddParameter("Force").AddParameter("Verbose", false).AddParameter("Debug", false).Invoke();
        return shell.InvocationStateInfo.State == PSInvocationState.Completed;
    }

    /// <summary>Ctrl-C, or the end of a completion, stopped the import: the next look-up begins anew.</summary>
    private void Wait(Module module)
    {
        _waiting.Value.Add(module);
        _lookedUp.Clear();
    }

    /// <summary>A manifest, as text: to see whether a name stands in it takes no parser.</summary>
    private sealed record Module(string Path, string Manifest)
    {
        public static Module? At(string folder)
        {
            var path = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(folder) + ".psd1");
            return File.Exists(path) ? new Module(path, File.ReadAllText(path)) : null;
        }

        public bool Exports(string name) => Manifest.Contains($"'{name}'", StringComparison.OrdinalIgnoreCase);
    }
}
