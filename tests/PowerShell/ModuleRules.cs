using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Xml.Linq;
using OpsShell.HelpGenerator;

namespace OpsShell.Tests.PowerShellRuns;

/// <summary>What holds for every module: help, views, exports, names. Each test project runs it on its own module.</summary>
internal static class ModuleRules
{
    /// <summary>The help of a module's cmdlets, as it is generated.</summary>
    public static IReadOnlyList<CmdletHelp> Help(string module)
    {
        var docs = XmlDocs.Load(Directory.EnumerateFiles(AppContext.BaseDirectory, "OpsShell.*.xml"));
        return [.. new CmdletReader(docs).Read(Assembly.Load(module))];
    }

    /// <summary>Help has all its parts, in the source and as Get-Help shows it.</summary>
    public static void HelpIsComplete(OpsRunspace shell, string module)
    {
        var help = Help(module);
        Assert.NotEmpty(help);
        Assert.Empty(help.SelectMany(cmdlet => cmdlet.Problems()));
        foreach (var cmdlet in help)
        {
            var shown = Assert.Single(shell.Run($"(Get-Help {cmdlet.Name} -Full).Synopsis").Output).ToString();
            Assert.Equal(cmdlet.Synopsis, shown.Trim());
        }
    }

    /// <summary>The manifest exports just the cmdlets that the assembly has, with approved verbs and the common prefix.</summary>
    public static void ExportsMatch(OpsRunspace shell, string module)
    {
        var exported = shell.Run($"(Get-Module {module}).ExportedCmdlets.Keys").Output.Select(name => name.ToString()).ToList();
        Assert.Equal(Help(module).Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
        Assert.All(exported, name => Assert.Contains("-Ops", name, StringComparison.Ordinal));
        // Import-Module warns of verbs that are not approved.
        Assert.Empty(shell.Run($"Import-Module '{OpsRunspace.ModulePath(module)}' -Force 3>&1").Output);
    }

    /// <summary>Every output type has a view of its own.</summary>
    public static void OutputsHaveViews(string module)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Modules");
        var viewed = Directory.EnumerateFiles(folder, "*.Format.ps1xml", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants("TypeName")).Select(type => type.Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(Help(module).SelectMany(cmdlet => cmdlet.Outputs).Where(output => output.Type != CmdletHelp.NoOutput), output => Assert.Contains(output.Type, viewed));
    }

    /// <summary>Examples that can run here do so without an error; the others are at least PowerShell with real parameters.</summary>
    public static void ExamplesWork(OpsRunspace shell, string module)
    {
        foreach (var example in Help(module).SelectMany(cmdlet => cmdlet.Examples))
        {
            var script = Parser.ParseInput(example.Code, out _, out var errors);
            Assert.True(errors.Length == 0, $"{example.Code}: {string.Join("; ", errors.Select(error => error.Message))}");
            foreach (var command in script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
                CheckParameters(shell, command);
            if (example.Needs.Length == 0)
                AssertRuns(shell, example.Code);
        }
    }

    private static void AssertRuns(OpsRunspace shell, string code)
    {
        var run = shell.Run(code);
        // What a fact cannot give on this machine is the machine's, not the example's.
        var errors = run.Errors.Where(error => !error.FullyQualifiedErrorId.StartsWith("FactUnavailable", StringComparison.Ordinal));
        Assert.True(!errors.Any(), $"{code}: {errors.FirstOrDefault()}");
        Assert.True(run.Output.Count > 0, $"{code} wrote nothing");
    }

    private static void CheckParameters(OpsRunspace shell, CommandAst command)
    {
        var found = shell.Run($"Get-Command '{command.GetCommandName()}'").Output.Select(one => one.BaseObject).OfType<CommandInfo>().FirstOrDefault();
        Assert.True(found is not null, $"There is no command {command.GetCommandName()}: {command}");
        var known = found.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToList();
        Assert.All(command.CommandElements.OfType<CommandParameterAst>(), parameter =>
            Assert.Contains(known, name => name.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase)));
    }
}
