using System.Collections.Immutable;
using System.Management.Automation;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Which kubeconfig is meant, as kubectl decides it.</summary>
internal static class KubeConfigFiles
{
    private const string InClusterToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /// <summary>The file that is named, else those of KUBECONFIG that exist, else ~/.kube/config; none for the account of the pod that this runs in.</summary>
    /// <param name="named">What the user named; null for the default.</param>
    /// <exception cref="KubeException">There is none.</exception>
    public static ImmutableArray<string> Find(string? named)
    {
        if (named is not null)
            return File.Exists(named) ? [named] : throw new KubeException("KubeConfigMissing", $"There is no file '{named}'.", "", ErrorCategory.ObjectNotFound);
        var listed = Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var candidates = listed.Length > 0 ? listed : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        ImmutableArray<string> files = [.. candidates.Where(File.Exists)];
        if (files.Length > 0 || (Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists(InClusterToken)))
            return files;
        throw new KubeException(
            "KubeConfigMissing", $"There is no kubeconfig: {string.Join(", ", candidates)} {(candidates.Length == 1 ? "does" : "do")} not exist, and this is not a pod.",
            "Name one with -KubeConfig, or write a file by 'kubectl get services,endpointslices -A -o json' and name it with -KubernetesFile.", ErrorCategory.ObjectNotFound);
    }
}
