using System.Reflection;
using OpsShell.HelpGenerator;

switch (args)
{
    case [var assemblies, var modules]:
        return WriteCmdletHelp(assemblies, modules) ? 0 : 1;
    case ["--standard-topic", var differences, var topic]:
        var files = Directory.Exists(differences) ? Directory.EnumerateFiles(differences, "*.txt") : [];
        Directory.CreateDirectory(Path.GetDirectoryName(topic)!);
        File.WriteAllText(topic, StandardTopic.Write(files.SelectMany(File.ReadLines)));
        return 0;
    default:
        Console.Error.WriteLine("usage: OpsShell.HelpGenerator FOLDER-WITH-ASSEMBLIES FOLDER-WITH-MODULES");
        Console.Error.WriteLine("       OpsShell.HelpGenerator --standard-topic FOLDER-WITH-DIFFERENCES FILE");
        return 64;
}

static bool WriteCmdletHelp(string assemblies, string modules)
{
    var reader = new CmdletReader(XmlDocs.Load(Directory.EnumerateFiles(assemblies, "OpsShell.*.xml")));
    var complete = true;
    foreach (var module in ModuleFolder.In(modules))
    {
        // A module without an assembly of its own (scripts) brings its help itself.
        var dll = Path.GetFullPath(Path.Combine(assemblies, module.Assembly + ".dll"));
        if (module.Assembly is null || !File.Exists(dll))
            continue;
        var cmdlets = reader.Read(Assembly.LoadFrom(dll)).ToList();
        foreach (var problem in cmdlets.SelectMany(cmdlet => module.IsOwn ? cmdlet.Problems() : cmdlet.Gaps()))
        {
            complete = false;
            // The form that MSBuild shows as an error.
            Console.Error.WriteLine($"OpsShell.HelpGenerator : error OPSHELP : {problem}");
        }
        // The engine looks for the help of PowerShell's own modules beside itself, and for that of others in their folder.
        var folder = Directory.CreateDirectory(Path.Combine(module.IsOwn ? module.Path : assemblies, "en-US")).FullName;
        MamlWriter.Write(cmdlets).Save(Path.Combine(folder, module.Assembly + ".dll-Help.xml"));
    }
    return complete;
}
