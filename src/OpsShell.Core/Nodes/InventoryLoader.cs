using System.Text.RegularExpressions;
using OpsShell.Core.Nodes.Inventories;

namespace OpsShell.Core.Nodes;

/// <summary>
/// Reads an inventory. The format follows from the file's name (<c>.yaml</c>, <c>.yml</c>, <c>.json</c>, <c>.csv</c>;
/// <c>config</c>, <c>ssh_config</c>, <c>*.ssh_config</c>), else from its content; what is nothing else is a plain list.
/// <para><b>YAML</b>, and JSON of the same shape:</para>
/// <code>
/// defaults:                       # settings for all nodes
///   user: ops
///   identityFile: ~/.ssh/fleet    # one or a list
/// labels: {owner: sre}            # labels for all nodes
/// hosts:                          # names or ranges; a map or a list
///   bastion: {address: 198.51.100.7}
///   "db[1-3]": {labels: {role: db}}
/// groups:
///   edge:
///     labels: {site: edge}
///     defaults: {jump: bastion, become: sudo}
///     hosts:
///       - edge[01-40]
///       - {name: edge99, port: 2222}
///     children:                   # groups within it: a map of groups, or a list of names
///       edge-eu: {hosts: [edge-eu1], defaults: {user: eu}}
/// </code>
/// Settings: <c>address</c> (<c>%h</c> is the node's name), <c>user</c>, <c>port</c>, <c>identityFile</c>,
/// <c>certificateFile</c>, <c>identitiesOnly</c>, <c>identityAgent</c>, <c>jump</c>, <c>knownHostsFile</c>,
/// <c>hostKeyAlias</c>, <c>hostKeyPolicy</c> (strict, accept-new), <c>connectTimeout</c> (10s), <c>become</c> (sudo, none),
/// <c>transport</c> (ssh, local). <c>~</c> is the home folder; other relative paths start at the file's folder. A host's own
/// value wins, then that of the nearest group, then the defaults. A host in two groups of which neither is within the
/// other must get the same from both; the error names both places.
/// <para><b>CSV</b>: a first row with the column <c>name</c>; <c>groups</c> (joined by <c>;</c>) and the settings above are
/// understood, other columns are labels; an empty field says nothing.</para>
/// <para><b>Plain list</b>: a name, range or <c>user@host:port</c> in each line, and after it <c>key=value</c> as in CSV;
/// <c>#</c> begins a comment.</para>
/// <para><b>ssh_config</b>: the names of its <c>Host</c> lines that are no patterns. Then this file is also the one that
/// connections follow, as with <c>ssh -F</c>.</para>
/// Files are UTF-8, at most 64 MiB.
/// </summary>
public static partial class InventoryLoader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InventoryException">It cannot be read, or is wrong; the message has file, line and column.</exception>
    public static Inventory Load(string path) => Load(path, NodeEnvironment.Current);

    internal static Inventory Load(string path, NodeEnvironment environment)
    {
        var format = FormatOf(path);
        var text = format == InventoryFormat.SshConfig ? "" : InventoryText.Read(path, strict: true);
        if (format == InventoryFormat.Unknown)
            format = Sniff(text);
        return format == InventoryFormat.SshConfig ? FromSshConfig(path, environment) : Parse(path, text, format, environment);
    }

    /// <summary>Understands the text of an inventory other than an ssh_config. Pure.</summary>
    internal static Inventory Parse(string path, string text, InventoryFormat format, NodeEnvironment environment)
    {
        var builder = new InventoryBuilder(path);
        var folders = new InventoryFolders(environment.Home, Path.GetDirectoryName(Path.GetFullPath(path))!);
        switch (format)
        {
            case InventoryFormat.Yaml when YamlDocumentReader.Read(path, text) is { } document:
                new TreeInventoryReader(builder, folders).Read(document);
                break;
            case InventoryFormat.Json:
                new TreeInventoryReader(builder, folders).Read(JsonDocumentReader.Read(path, text));
                break;
            case InventoryFormat.Csv:
                CsvInventoryReader.Read(path, text, builder, folders);
                break;
            case InventoryFormat.List or InventoryFormat.Unknown:
                ListInventoryReader.Read(path, text, builder, folders);
                break;
        }
        return builder.Build();
    }

    private static Inventory FromSshConfig(string path, NodeEnvironment environment)
    {
        var config = SshConfig.Load(environment, [(path, true)]);
        var nodes = config.HostNames.Select(name => new Node { Name = name, Source = path });
        return new Inventory(path, [.. nodes], [], config);
    }

    private static InventoryFormat FormatOf(string path)
    {
        var name = Path.GetFileName(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".YAML" or ".YML" => InventoryFormat.Yaml,
            ".JSON" => InventoryFormat.Json,
            ".CSV" => InventoryFormat.Csv,
            ".SSH_CONFIG" => InventoryFormat.SshConfig,
            _ => name is "config" or "ssh_config" ? InventoryFormat.SshConfig : InventoryFormat.Unknown,
        };
    }

    /// <summary>The first line that is neither empty nor a comment tells.</summary>
    internal static InventoryFormat Sniff(string text)
    {
        var first = text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#') ?? "";
        if (first.StartsWith('{'))
            return InventoryFormat.Json;
        if (first == "---" || YamlStart().IsMatch(first))
            return InventoryFormat.Yaml;
        if (SshConfigStart().IsMatch(first))
            return InventoryFormat.SshConfig;
        return first.Contains(',', StringComparison.Ordinal) && first.Split(',').Any(IsNameColumn) ? InventoryFormat.Csv : InventoryFormat.List;
    }

    private static bool IsNameColumn(string column) => column.Trim().Trim('"').Equals("name", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(defaults|labels|hosts|groups):(\s|$)")]
    private static partial Regex YamlStart();

    [GeneratedRegex(@"^(Host|Match|Include)(\s|=)", RegexOptions.IgnoreCase)]
    private static partial Regex SshConfigStart();
}
