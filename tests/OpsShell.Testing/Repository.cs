namespace OpsShell.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with OpsShell.sln.</summary>
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "OpsShell.sln")))
                    return folder.FullName;
            }
            throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has OpsShell.sln.");
        }
    }
}
