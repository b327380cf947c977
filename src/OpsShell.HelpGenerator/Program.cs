using System.Reflection;
using OpsShell.HelpGenerator;

if (args is not [var assemblies, var modules])
{
    Console.Error.WriteLine("usage: OpsShell.HelpGenerator FOLDER-WITH-ASSEMBLIES FOLDER-WITH-MODULES");
    return 64;
}
var docs = XmlDocs.Load(Directory.EnumerateFiles(assemblies, "OpsShell.*.xml"));
var reader = new CmdletReader(docs);
var complete = true;
foreach (var module in Directory.EnumerateDirectories(modules).Select(Path.GetFileName).Order(StringComparer.Ordinal))
{
    // A module without an assembly of its own (scripts) brings its help itself.
    var dll = Path.GetFullPath(Path.Combine(assemblies, module + ".dll"));
    if (!File.Exists(dll))
        continue;
    var cmdlets = reader.Read(Assembly.LoadFrom(dll)).ToList();
    foreach (var problem in cmdlets.SelectMany(cmdlet => cmdlet.Problems()))
    {
        complete = false;
        // The form that MSBuild shows as an error.
        Console.Error.WriteLine($"OpsShell.HelpGenerator : error OPSHELP : {problem}");
    }
    var folder = Path.Combine(modules, module!, "en-US");
    Directory.CreateDirectory(folder);
    MamlWriter.Write(cmdlets).Save(Path.Combine(folder, module + ".dll-Help.xml"));
}
return complete ? 0 : 1;
