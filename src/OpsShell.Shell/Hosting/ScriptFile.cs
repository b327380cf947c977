using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// A script file that is run in the global scope, as <c>pwsh -File</c> runs one: what it defines is seen by functions of modules
/// and stays for a session that goes on. The constructor is the engine's own, and a test guards it.
/// </summary>
internal static class ScriptFile
{
    private static readonly ConstructorInfo? Constructor =
        typeof(ExternalScriptInfo).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(string), typeof(string)]);

    /// <summary>The command for a file of any name.</summary>
    /// <param name="path">The file's full path.</param>
    public static ExternalScriptInfo Open(string path) => (ExternalScriptInfo?)Constructor?.Invoke([Path.GetFileName(path), path]) ?? throw Other();

    /// <summary>
    /// Has an open runspace find the script by its full path. By itself it takes only <c>*.ps1</c> for a script and hands any other
    /// file to the kernel, which would start opsshell for <c>#!/usr/bin/env opsshell</c> again and again.
    /// </summary>
    public static void Offer(Runspace runspace, string path)
    {
        var commands = runspace.SessionStateProxy.InvokeCommand;
        commands.PreCommandLookupAction += OnLookup;

        void OnLookup(object? sender, CommandLookupEventArgs lookup)
        {
            if (!string.Equals(lookup.CommandName, path, StringComparison.Ordinal))
                return;
            commands.PreCommandLookupAction -= OnLookup;
            lookup.Command = Open(path);
            lookup.StopSearch = true;
        }
    }

    private static NotSupportedException Other() => new("scripts need the PowerShell engine that OpsShell was built with");
}
