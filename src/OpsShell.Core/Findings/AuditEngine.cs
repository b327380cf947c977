using System.Collections.Immutable;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Findings;

/// <summary>From checks to one batch of reads, and from a node's answer to findings.</summary>
/// <param name="checks">The checks to make.</param>
/// <param name="thresholds">The numbers to judge by.</param>
public sealed class AuditEngine(ImmutableArray<Check> checks, ThresholdSet thresholds)
{
    /// <summary>The checks.</summary>
    public ImmutableArray<Check> Checks => checks;

    /// <summary>What all checks together need, each item once.</summary>
    public ProbeBatch Batch { get; } = ProbeBatch.Of(checks.SelectMany(check => check.Needs).Distinct().SelectMany(fact => fact.Items));

    /// <summary>Makes all checks on a node's answer. A check that fails is an Unknown finding; the others go on.</summary>
    public ImmutableArray<Finding> Evaluate(string computerName, ProbeResults results)
    {
        var facts = new FactSet(results);
        return [.. checks.SelectMany(check => Evaluate(check, new CheckContext(computerName, check.Info, facts, thresholds)))];
    }

    /// <summary>The findings for a node that could not be read: every check is Unknown, with the reason.</summary>
    public ImmutableArray<Finding> Unreachable(string computerName, NodeError error)
    {
        var facts = new FactSet(new ProbeResults([], DateTimeOffset.UtcNow, TimeSpan.Zero));
        return [.. checks.Select(check => new CheckContext(computerName, check.Info, facts, thresholds).Finding(
            FindingStatus.Unknown, NotRead(computerName, error), [], remedy: error.Remedy))];
    }

    /// <summary>That a node was not read, and why; without its name, which messages about nodes begin with and findings have already.</summary>
    public static string NotRead(string computerName, NodeError error)
    {
        var name = $"{computerName}: ";
        var reason = error.Message.StartsWith(name, StringComparison.Ordinal) ? error.Message[name.Length..] : error.Message;
        return $"The node was not read: {reason}";
    }

    private static List<Finding> Evaluate(Check check, CheckContext context)
    {
        var findings = new List<Finding>();
        try
        {
            foreach (var finding in check.Evaluate(context))
                findings.Add(finding);
        }
        catch (FactUnavailableException missing)
        {
            findings.Add(Unknown(check, context, missing));
        }
#pragma warning disable CA1031 // A defect in one check must not hide what the others found.
        catch (Exception defect)
        {
            findings.Add(context.Finding(
                FindingStatus.Unknown, $"The check failed: {defect.GetType().Name}: {defect.Message}", [],
                explanation: "This is a defect of the check, not of the node.", remedy: "Please report it with a snapshot of the node (Save-OpsSnapshot)."));
        }
#pragma warning restore CA1031
        return findings;
    }

    private static Finding Unknown(Check check, CheckContext context, FactUnavailableException missing) =>
        context.Finding(
            FindingStatus.Unknown, $"Could not tell: {missing.Message}", [new Evidence(missing.Source ?? "", "status", missing.Status.ToString())],
            explanation: $"Without it this cannot be judged: {check.Info.Title}.",
            remedy: missing.Status == ProbeStatus.Denied ? ReadAsRoot(missing.Reason) : "");

    /// <summary>Where sudo was tried already, to name it again is no help.</summary>
    private static string ReadAsRoot(string reason) =>
        reason.Contains("sudo said", StringComparison.Ordinal) || reason.Contains("sudo refused", StringComparison.Ordinal)
            ? "Allow the login user in sudoers, give its password (Invoke-OpsAudit -BecomeCredential), or log in as root."
            : "Read as root: -Become (sudo), or log in as root.";
}
