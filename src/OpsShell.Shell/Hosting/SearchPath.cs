namespace OpsShell.Shell.Hosting;

/// <summary>The folders in which programs are found.</summary>
internal static class SearchPath
{
    private const string Usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Gives a PATH where there is none, as sh does: under some init systems, and after <c>env -i</c>.</summary>
    public static void Complete()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PATH")))
            Environment.SetEnvironmentVariable("PATH", Usual);
    }
}
