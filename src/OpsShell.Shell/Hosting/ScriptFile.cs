using System.Management.Automation;
using System.Reflection;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// A script file as a command. By name the engine takes only <c>*.ps1</c> for a script and hands any other file to the kernel,
/// which would start opsshell for <c>#!/usr/bin/env opsshell</c> again and again. So the command is made here; the constructor
/// is the engine's own, and a test guards it.
/// </summary>
internal static class ScriptFile
{
    private static readonly ConstructorInfo? Constructor =
        typeof(ExternalScriptInfo).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(string), typeof(string)]);

    /// <summary>The command for a file of any name.</summary>
    /// <param name="path">The file's full path.</param>
    public static ExternalScriptInfo Open(string path) =>
        (ExternalScriptInfo?)Constructor?.Invoke([Path.GetFileName(path), path])
        ?? throw new NotSupportedException("scripts need the PowerShell engine that OpsShell was built with");
}
