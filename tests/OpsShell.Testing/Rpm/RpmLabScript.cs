using System.Diagnostics;

namespace OpsShell.Testing.Rpm;

/// <summary>The RPM lab: <c>tests/Lab/rpm/rpmlab</c>.</summary>
public static class RpmLabScript
{
    private static readonly Lazy<string?> LazyMissing = new(FindMissing);

    /// <summary>Why the lab does not work on this machine; null when it does.</summary>
    public static string? Missing => LazyMissing.Value;

    /// <summary>The script.</summary>
    public static string FilePath { get; } = Path.Combine(Repository(), "tests", "Lab", "rpm", "rpmlab");

    /// <summary>Runs the script with what its verb takes.</summary>
    public static RpmRun Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RpmRun(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts the script; the caller reads its outputs.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(FilePath, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string? FindMissing()
    {
        var run = Run("missing");
        return run.ExitCode == 0 ? null : $"the RPM lab does not work here: {string.Join("; ", run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))}{run.Error}";
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OpsShell.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has OpsShell.sln, so the lab cannot be found.");
    }
}
