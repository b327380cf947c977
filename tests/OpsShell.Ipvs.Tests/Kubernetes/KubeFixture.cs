using OpsShell.Ipvs.Kubernetes;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Kubernetes;

/// <summary>The files of tests/fixtures/kubernetes.</summary>
internal static class KubeFixture
{
    /// <summary>The cluster of the node k8s-opencloudos8-5.4.</summary>
    public const string EdgeSh = "edge-sh.json";

    /// <summary>A service for each rule.</summary>
    public const string Policies = "policies.yaml";

    public static string File(string name) => Path.Combine(Repository.Root, "tests", "fixtures", "kubernetes", name);

    public static KubeCluster Read(string name) => KubeFile.Read([File(name)], CancellationToken.None);

    /// <summary>A fixture with some text replaced.</summary>
    public static KubeCluster Read(string name, string old, string replacement)
    {
        using var folder = new TemporaryFolder();
        var text = System.IO.File.ReadAllText(File(name));
        Assert.Contains(old, text, StringComparison.Ordinal);
        return KubeFile.Read([folder.Write(name, text.Replace(old, replacement, StringComparison.Ordinal))], CancellationToken.None);
    }
}
