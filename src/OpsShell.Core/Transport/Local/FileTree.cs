using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Transport.Local;

/// <summary>Answers file items from a tree on this machine: its own root, or another machine's mounted somewhere.</summary>
/// <param name="resolve">From a path as the node sees it to the path here, or null when it leaves the tree or does not exist.</param>
internal sealed class FileTree(Func<string, string?> resolve)
{
    /// <summary>Reads a file, pattern or listing once.</summary>
    public ProbeResult Read(ProbeItem item) => item.Kind switch
    {
        ProbeKind.File => Single(item, ReadFile(item, item.Target)),
        ProbeKind.Glob => ReadGlob(item),
        ProbeKind.Listing => ReadListing(item),
        _ => throw new ArgumentException($"A {item.Kind} is not a file.", nameof(item)),
    };

    private ProbeContent ReadFile(ProbeItem item, string path) =>
        resolve(path) is { } here
            ? NativeFile.Read(here, path, item.Limit)
            : new ProbeContent(path, ProbeStatus.Missing, default, "No such file or directory");

    private ProbeResult ReadGlob(ProbeItem item)
    {
        IEnumerable<string> paths = [""];
        foreach (var component in new ShellPattern(item.Target).Components)
            paths = paths.SelectMany(parent => Children(parent, component));
        ImmutableArray<ProbeContent> contents = [.. paths.Order(StringComparer.Ordinal).Select(path => ReadFile(item, path))];
        return contents.Length == 0
            ? ProbeResult.None(item, ProbeStatus.Missing, "no file matches")
            : new ProbeResult(item, ProbeStatus.Ok, contents, [], "");
    }

    private IEnumerable<string> Children(string parent, string component)
    {
        if (!ShellPattern.HasPattern(component))
            return resolve($"{parent}/{component}") is { } here && Path.Exists(here) ? [$"{parent}/{component}"] : [];
        return Names(parent.Length == 0 ? "/" : parent, out _)?.Where(name => ShellPattern.IsNameMatch(component, name)).Select(name => $"{parent}/{name}") ?? [];
    }

    private ProbeResult ReadListing(ProbeItem item)
    {
        if (Names(item.Target, out var problem) is not { } names)
            return problem;
        var visible = names.Where(name => !name.StartsWith('.'));
        return Single(item, new ProbeContent(item.Target, ProbeStatus.Ok, ProbeListing.FromNames(visible)));

    }

    /// <summary>The names in a directory, or null and why there are none.</summary>
    private IEnumerable<string>? Names(string directory, out ProbeResult problem)
    {
        var item = ProbeItem.Listing(directory);
        problem = ProbeResult.None(item, ProbeStatus.Missing, "No such file or directory");
        if (resolve(directory) is not { } here || !Path.Exists(here))
            return null;
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(here).Select(entry => Path.GetFileName(entry))];
        }
        catch (UnauthorizedAccessException)
        {
            problem = ProbeResult.None(item, ProbeStatus.Denied, "Permission denied");
        }
        catch (IOException error)
        {
            problem = ProbeResult.None(item, ProbeStatus.Failed, File.Exists(here) ? "Not a directory" : error.Message);
        }
        return null;
    }

    private static ProbeResult Single(ProbeItem item, ProbeContent content) => new(item, content.Status, [content], [], content.Reason);
}
