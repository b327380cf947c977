namespace OpsShell.Core.Facts;

/// <summary>What /proc/cpuinfo says about the processors; the file's fields differ by architecture.</summary>
/// <param name="Logical">Processors online, hyperthreads counted; at least 1.</param>
/// <param name="Sockets">Different physical ids; null where the architecture does not tell (arm64).</param>
/// <param name="Model">Model name of the first processor; empty where not told.</param>
/// <param name="Virtual">Whether the processor shows that it is a virtual one (x86 flag <c>hypervisor</c>).</param>
public sealed record CpuModel(int Logical, int? Sockets, string Model, bool Virtual)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It lists no processor.</exception>
    public static CpuModel Parse(string text)
    {
        var logical = 0;
        var model = "";
        var isVirtual = false;
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var colon = line.Text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var value = line.Text[(colon + 1)..].Trim();
            switch (line.Text[..colon].Trim())
            {
                case "processor":
                    logical++;
                    break;
                case "model name" when model.Length == 0:
                    model = value;
                    break;
                case "physical id":
                    sockets.Add(value);
                    break;
                case "flags" when !isVirtual:
                    isVirtual = value.Split(' ').Contains("hypervisor");
                    break;
            }
        }
        return logical > 0
            ? new CpuModel(logical, sockets.Count > 0 ? sockets.Count : null, model, isVirtual)
            : throw new FormatException("there is no line 'processor'");
    }
}
