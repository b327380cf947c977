using System.Management.Automation;
using OpsShell.Ipvs.Kubernetes;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Kubernetes;

/// <summary>The real client library against a small API server over HTTPS.</summary>
public sealed class KubeApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeKubeApi _server = new(KubeFixture.File(KubeFixture.EdgeSh));

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task AllPagesAreRead()
    {
        var cluster = await ReadAsync(_server.KubeConfig());
        var file = KubeFixture.Read(KubeFixture.EdgeSh);
        Assert.Equal(file.Services.Select(service => service.Name), cluster.Services.Select(service => service.Name));
        Assert.Equal(file.Slices.SelectMany(slice => slice.Endpoints), cluster.Slices.SelectMany(slice => slice.Endpoints));
        Assert.Equal($"the Kubernetes API at https://127.0.0.1:{_server.Port}", cluster.Source);
        Assert.All(_server.Requests, request => Assert.Contains("limit=500", request, StringComparison.Ordinal));
        Assert.True(_server.Requests.Count(request => request.Contains("continue=", StringComparison.Ordinal)) >= 4, string.Join('\n', _server.Requests));
    }

    // What the API and a file say of the same cluster is the same, with every rule in it.
    [Fact]
    public async Task TheApiGivesWhatTheFileGives()
    {
        var file = new Expectation(KubeFixture.Read(KubeFixture.EdgeSh));
        var api = new Expectation(await ReadAsync(_server.KubeConfig()));
        Assert.Equal(Lines(file), Lines(api));

        static IEnumerable<string> Lines(Expectation expectation) => expectation.Services.OrderBy(service => service.Key)
            .Select(service => $"{service.Key} {service.Value.KubernetesName} {service.Value.AffinitySeconds} {string.Join(' ', service.Value.Servers.Cluster)}");
    }

    [Fact]
    public async Task AListThatGrewOldIsBegunAnew()
    {
        _server.Instead = number => number == 2 ? (410, FakeKubeApi.Status("The provided continue parameter is too old")) : null;
        var cluster = await ReadAsync(_server.KubeConfig());
        Assert.Equal(KubeFixture.Read(KubeFixture.EdgeSh).Services.Count, cluster.Services.Count);
    }

    [Theory]
    [InlineData(403, "services is forbidden: User \"tester\" cannot list", "KubernetesForbidden", ErrorCategory.PermissionDenied)]
    [InlineData(404, "not found", "KubernetesNotFound", ErrorCategory.NotImplemented)]
    [InlineData(500, "etcd is gone \u001b[2J", "KubernetesError", ErrorCategory.InvalidResult)]
    [InlineData(410, "too old", "KubernetesError", ErrorCategory.InvalidResult)]
    public async Task ARefusalIsExplained(int status, string message, string id, ErrorCategory category)
    {
        _server.Instead = _ => (status, FakeKubeApi.Status(message));
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(_server.KubeConfig()));
        Assert.Equal((id, category), (error.Id, error.Category));
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.DoesNotContain(FakeKubeApi.Token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"kind\":\"ServiceList\",\"items\":[{\"spec\":{\"clusterIP\":\"nonsense\"}}]}")]
    [InlineData("this is no JSON")]
    [InlineData("{\"items\":{}}")]
    public async Task AnAnswerThatMakesNoSenseIsSaidToBeSo(string body)
    {
        _server.Instead = _ => (200, body);
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(_server.KubeConfig()));
        Assert.Equal("KubernetesAnswerInvalid", error.Id);
    }

    [Fact]
    public async Task WrongCredentialsAreSaidToBeSo()
    {
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(_server.KubeConfig("wrong-secret")));
        Assert.Equal("KubernetesUnauthorized", error.Id);
        Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsGivenUp()
    {
        _server.Silent = true;
        Assert.Equal("KubernetesTimedOut", (await Assert.ThrowsAsync<KubeException>(() => ReadAsync(_server.KubeConfig(), timeout: 0.5))).Id);
    }

    [Fact]
    public async Task AServerThatIsNotThereIsSaidToBeSo()
    {
        var config = _server.KubeConfig();
        _server.Stop();
        Assert.Equal("KubernetesUnreachable", (await Assert.ThrowsAsync<KubeException>(() => ReadAsync(config))).Id);
    }

    // A certificate of another authority is no server of ours.
    [Fact]
    public async Task AStrangerIsNotTrusted()
    {
        using var stranger = new FakeKubeApi(KubeFixture.File(KubeFixture.EdgeSh));
        var config = _server.KubeConfig().Replace($"127.0.0.1:{_server.Port}", $"127.0.0.1:{stranger.Port}", StringComparison.Ordinal);
        Assert.Equal("KubernetesUnreachable", (await Assert.ThrowsAsync<KubeException>(() => ReadAsync(config))).Id);
        Assert.Empty(stranger.Requests);
    }

    [Theory]
    [InlineData("clusters: [", "KubeConfigInvalid")]
    [InlineData("apiVersion: v1\nkind: Config\n", "KubeConfigInvalid")]
    [InlineData("apiVersion: v1\nkind: Config\ncurrent-context: gone\ncontexts: []\n", "KubeConfigInvalid")]
    [InlineData("secret-in-no-kubeconfig", "KubeConfigInvalid")]
    public async Task AKubeConfigThatIsNoneIsNamed(string text, string id)
    {
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(text));
        Assert.Equal(id, error.Id);
        Assert.Contains(_folder["config"], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownContextIsNamed()
    {
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(_server.KubeConfig(), context: "elsewhere"));
        Assert.Equal("KubeConfigInvalid", error.Id);
        Assert.Contains("elsewhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyThatIsNotUnderstoodIsNotShown()
    {
        var config = _server.KubeConfig().Replace("token: " + FakeKubeApi.Token, "client-certificate-data: c2VjcmV0\n            client-key-data: c2VjcmV0", StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<KubeException>(() => ReadAsync(config));
        Assert.Equal("KubeConfigInvalid", error.Id);
        Assert.DoesNotContain("c2VjcmV0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFileWithTheContextIsTaken()
    {
        var other = _folder.Write("other", "apiVersion: v1\nkind: Config\ncontexts: []\n");
        using var api = new KubeApi([other, _folder.Write("config", _server.KubeConfig())], "test", TimeSpan.FromSeconds(30));
        Assert.NotEmpty((await api.ReadAsync(TestContext.Current.CancellationToken)).Services);
    }

    private async Task<KubeCluster> ReadAsync(string config, string? context = null, double timeout = 30)
    {
        using var api = new KubeApi([_folder.Write("config", config)], context, TimeSpan.FromSeconds(timeout));
        return await api.ReadAsync(TestContext.Current.CancellationToken);
    }
}
