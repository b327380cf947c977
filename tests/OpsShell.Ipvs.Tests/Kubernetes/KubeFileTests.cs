using CsCheck;
using OpsShell.Ipvs.Kubernetes;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Kubernetes;

public sealed class KubeFileTests : IDisposable
{
    private const string Service = """{"kind":"Service","metadata":{"name":"a","namespace":"b"},"spec":{"clusterIP":"10.0.0.1","ports":[{"port":80}]}}""";
    private const string Slice = """{"kind":"EndpointSlice","addressType":"IPv4","metadata":{"labels":{"kubernetes.io/service-name":"a"},"namespace":"b"},"ports":[{"port":80}],"endpoints":[{"addresses":["10.1.0.1"]}]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Service + Slice)]
    [InlineData(Service + "\n" + Slice + "\n")]
    [InlineData("\uFEFF{\"items\":[" + Service + "," + Slice + "],\"kind\":\"List\"}")]
    [InlineData("{\"kind\":\"List\",\"items\":[" + Service + ",{\"kind\":\"Pod\"}]}" + Slice)]
    [InlineData("---\n" + Service + "\n---\n" + Slice + "\n")] // JSON is YAML, too
    public void ListsAndSingleObjectsAreRead(string text)
    {
        var cluster = KubeFile.Read([_folder.Write("cluster", text)], CancellationToken.None);
        Assert.Equal("a", Assert.Single(cluster.Services).Name);
        Assert.Equal("10.1.0.1", Assert.Single(Assert.Single(cluster.Slices).Endpoints).Address.ToString());
    }

    [Fact]
    public void SeveralFilesAreOneCluster()
    {
        var cluster = KubeFile.Read([_folder.Write("s.json", Service), _folder.Write("e.json", Slice)], CancellationToken.None);
        Assert.Equal(("s.json, e.json", 1, 1), (cluster.Source, cluster.Services.Count, cluster.Slices.Count));
    }

    [Theory]
    [InlineData("{\n  \"items\": [\n    {\"kind\": \"Service\", oops}\n  ]\n}", "cluster:3:25: this is not JSON")]
    [InlineData("{\"items\": [", "cluster:1:12: this is not JSON")]
    [InlineData("{} []", "cluster:1:4: an object is expected here")]
    [InlineData("{\"items\": [\n {\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"clusterIP\":\"10.0.0.999\"}}]}", "cluster:2:2: the object that begins here is not understood: clusterIPs has '10.0.0.999', expected an IP address")]
    [InlineData("{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"ports\":[{\"port\":70000}]}}", "cluster:1:1: the object that begins here is not understood: port is 70000, expected 0 to 65535")]
    [InlineData("{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"ports\":[{\"port\":\"\\u001b[2J\"}]}}", "port is '\\u001b[2J', expected a whole number")]
    [InlineData("{\"kind\":\"Service\",\"metadata\":7}", "metadata is '7', expected a map")]
    [InlineData("{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"ports\":[7]}}", "a map is expected where '7' is")]
    [InlineData("{\"kind\":\"EndpointSlice\",\"addressType\":\"IPv4\",\"metadata\":{\"labels\":{\"kubernetes.io/service-name\":\"a\"}},\"endpoints\":{}}", "endpoints is a map, expected a list")]
    [InlineData("kind: Service\n  metadata: x\n", "this is not YAML")]
    [InlineData("items:\n- kind: Service\n  metadata: &a {name: x}\n  spec: *a\n", "cluster:4:9: aliases are not taken here")]
    [InlineData("- a\n", "cluster:1:1: an object is expected here")]
    [InlineData("items:\n- kind: Service\n  metadata:\n    name: [x]\n  spec: {}\n", "cluster:2:3: the object that begins here is not understood: name is a list, expected a text")]
    public void WhatIsWrongHasItsPlace(string text, string message)
    {
        var error = Assert.Throws<KubeException>(() => KubeFile.Read([_folder.Write("cluster", text)], CancellationToken.None));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("KubernetesFileInvalid", error.Id);
    }

    [Theory]
    [InlineData("", "There is no Service in cluster")]
    [InlineData(Service, "There is no EndpointSlice in cluster")]
    [InlineData(Slice, "There is no Service in cluster")]
    public void AnIncompleteClusterIsRefused(string text, string message) => Assert.StartsWith(
        message, Assert.Throws<KubeException>(() => KubeFile.Read([_folder.Write("cluster", text)], CancellationToken.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingFileIsNamed()
    {
        var error = Assert.Throws<KubeException>(() => KubeFile.Read([_folder["none.json"]], CancellationToken.None));
        Assert.Equal("KubernetesFileUnreadable", error.Id);
        Assert.Contains("none.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileBeyondTheLimitIsRefusedUnread()
    {
        using (var file = File.Create(_folder["big.json"]))
            file.SetLength(KubeFile.MaximumLength + 1);
        Assert.Equal("KubernetesFileTooLarge", Assert.Throws<KubeException>(() => KubeFile.Read([_folder["big.json"]], CancellationToken.None)).Id);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("- ", "")]
    public void DeepNestingIsRefused(string open, string close)
    {
        var text = "{\"kind\":\"Service\",\"spec\":" + string.Concat(Enumerable.Repeat(open, 5000)) + "1" + string.Concat(Enumerable.Repeat(close, 5000)) + "}";
        Assert.Equal("KubernetesFileInvalid", Assert.Throws<KubeException>(() => KubeFile.Read([_folder.Write("deep", text)], CancellationToken.None)).Id);
    }

    // Whatever is done to a file, the outcome is a cluster or an error that names it.
    [Theory]
    [InlineData("edge-sh.json")]
    [InlineData("policies.yaml")]
    public void DamagedFilesNeverCrash(string name)
    {
        var bytes = File.ReadAllBytes(KubeFixture.File(name));
        bytes = bytes[..Math.Min(bytes.Length, 6000)];
        var file = _folder["damaged"];
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[1, bytes.Length]).Sample(
            (place, value, length) =>
            {
                var damaged = bytes[..length];
                damaged[Math.Min(place, length - 1)] = value;
                File.WriteAllBytes(file, damaged);
                try
                {
                    Assert.NotEmpty(KubeFile.Read([file], CancellationToken.None).Services);
                }
                catch (KubeException error)
                {
                    Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
                }
            },
            iter: 400, threads: 1);
    }
}
