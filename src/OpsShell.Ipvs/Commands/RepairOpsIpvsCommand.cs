using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Fleet;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Completion;
using OpsShell.Ipvs.Plans;

namespace OpsShell.Ipvs.Commands;

/// <summary>Applies the remedies of findings about IPVS: settings now and across reboots, module options, left-over addresses.</summary>
/// <remarks>
/// <para>
/// Takes findings of Test-OpsIpvs or Invoke-OpsAudit by the pipeline, or names of checks with -Check. What is to be done is decided
/// anew from what the node says now, never from the finding's text. All nodes are looked at first; then the exact writes are
/// shown node by node and have to be agreed to (-WhatIf only shows them, -Confirm:$false does not ask); every change is written to a
/// journal before it is made and read back after; Undo-OpsChange takes it back. It needs root on the nodes: -Become.
/// </para>
/// <para>
/// Settings of net.ipv4.vs exist only while the module ip_vs is loaded, and a later load starts with the defaults. So they
/// go into /etc/sysctl.d/99-zz-opsshell-ipvs.conf, and a rule of udev applies that file whenever ip_vs is loaded.
/// </para>
/// <para>
/// What kube-proxy would overwrite is not written: the error says what to set there. Checks without a remedy that can be applied from
/// outside (a service without real servers, say) are refused by name; the findings' Remedy says what to do about those.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Test-OpsIpvs '@edge' -MinStatus Warning | Repair-OpsIpvs -Become -WhatIf</code>
/// <para>Shows what would be written on the nodes of the group edge.</para>
/// </example>
/// <example needs="fleet">
/// <code>Repair-OpsIpvs web01 -Check ipvs/estimator-pause -Become -Confirm:$false</code>
/// <para>Turns off the estimator on web01 without asking.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsChange -Last 1 | Undo-OpsChange -Become</code>
/// <para>Takes the last change back.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
/// <seealso href="cmdlet:Get-OpsChange">Get-OpsChange</seealso>
/// <seealso href="cmdlet:Undo-OpsChange">Undo-OpsChange</seealso>
[Cmdlet(VerbsDiagnostic.Repair, "OpsIpvs", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OpsChange))]
public sealed class RepairOpsIpvsCommand : NodeChangeCmdlet
{
    // What is read twice is of no use here, but takes some time in between.
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly ImmutableArray<Check> _checks = new IpvsChecks().Checks;
    private readonly List<RemedyChoice> _chosen = [];
    private readonly ConcurrentDictionary<object, string> _idle = new();
    private bool _checksNamed;
    private int _passedOver;

    /// <summary>
    /// The checks whose findings are repaired, by id; comes with findings by the pipeline. A check that is named in full has its remedy
    /// applied whatever it finds; a pattern (<c>ipvs/*</c>) repairs what is Warning or Critical now. Findings of other areas and those of
    /// status Ok, Info, NotApplicable and Unknown are passed over.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RemedyCompleter))]
    public string[] Check { get; set; } = [];

    /// <summary>What on the node is repaired, as the finding's Subject names it. Default: all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string[] Subject { get; set; } = [];

    /// <summary>The finding's status, by the pipeline: only Warning and Critical are repaired.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public FindingStatus Status { get; set; } = FindingStatus.Warning;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _checksNamed = MyInvocation.BoundParameters.ContainsKey(nameof(Check));
        if (_checksNamed)
            Choose(node: null);
        if (AsJob && !_checksNamed)
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException("A background job takes no findings from the pipeline. Name the checks with -Check."), "JobTakesNoFindings", ErrorCategory.InvalidArgument, null));
    }

    /// <summary>Notes what is to be repaired where. A finding that needs no repair names no node.</summary>
    protected override void ProcessRecord()
    {
        var isFinding = MyInvocation.ExpectingInput && !_checksNamed;
        if (isFinding && !RemedyChoice.NeedsRepair(Status))
        {
            _passedOver++;
            return;
        }
        base.ProcessRecord();
        foreach (var name in isFinding ? NamesOfRecord() : [])
            Choose(name);
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object>> Asked =>
        _checksNamed ? base.Asked : [.. base.Asked, new(nameof(Check), _chosen.Select(choice => choice.Check).Distinct().Order(StringComparer.Ordinal).ToArray())];

    /// <inheritdoc/>
    protected override IReadOnlyList<Node> ResolveNodes()
    {
        var nodes = base.ResolveNodes();
        if (nodes.Count == 0)
            WriteWarning(_passedOver > 0 ? $"Nothing to repair: of {Judgement.Count((ulong)_passedOver, "finding")} none is Warning or Critical." : "Nothing to repair: no finding came by the pipeline.");
        return nodes;
    }

    /// <summary>Says why, unless errors have said it already.</summary>
    protected override void NothingToChange(Node node)
    {
        if (_idle.TryGetValue(KeyOf(node), out var why) && why.Length > 0)
            WriteWarning($"{ViewText.Line(node.Name)}: nothing to change: {why}");
    }

    /// <inheritdoc/>
    protected override ChangePlan Plan(INodeConnection connection, CancellationToken cancellationToken)
    {
        var chosen = _chosen.Where(choice => choice.IsFor(connection.Node)).ToList();
        var remedies = IpvsRemedies.All.Where(remedy => chosen.Any(choice => choice.Check == remedy.Check)).ToList();
        var engine = new AuditEngine([.. _checks.Where(check => chosen.Any(choice => choice.IfFound && choice.Check == check.Info.Id))], ThresholdSet.Defaults);
        Fact[] needs =
        [
            RemedyFiles.Fact, SysctlConfiguration.Fact, ModprobeConfiguration.Fact, .. remedies.SelectMany(remedy => remedy.Needs),
            .. engine.Checks.SelectMany(check => check.Needs),
        ];
        var batch = ProbeBatch.Of(needs.Distinct().SelectMany(fact => fact.Items)) with { SampleInterval = _interval };
        var results = connection.Probe(batch, cancellationToken);
        var facts = new FactSet(results);
        chosen = RemedyChoice.WhereFound(chosen, engine.Evaluate(connection.Node.Name, results));
        var sound = remedies.Where(remedy => !chosen.Any(choice => choice.Check == remedy.Check)).ToList();
        var plans = remedies.Except(sound).ToDictionary(
            remedy => remedy.Check,
            remedy => PlanOf(remedy, facts, [.. chosen.Where(choice => choice.Check == remedy.Check).Select(choice => choice.Subject).Where(subject => subject.Length > 0)]));
        _idle[KeyOf(connection.Node)] = IdleText.Of(sound.Select(remedy => remedy.Check), plans);
        var plan = plans.Values.Aggregate(RemedyPlan.Nothing, (all, one) => all.And(one));
        foreach (var refusal in plan.Refusals)
            Post(() => WriteError(NodeErrorRecord.Create(connection.Node, new NodeError(NodeErrorId.ChangeRefused, refusal, ""))));
        foreach (var note in plan.Notes.AddRange(SettingConflicts.Of(plan, facts.Get(SysctlConfiguration.Fact), facts.Get(ModprobeConfiguration.Fact))))
            Post(() => WriteWarning($"{ViewText.Line(connection.Node.Name)}: {note}"));
        return new ChangePlan($"Repair IPVS ({string.Join(", ", plans.Keys)})", StepsOf(plan, facts));
    }

    private static RemedyPlan PlanOf(IpvsRemedy remedy, FactSet facts, IReadOnlyCollection<string> subjects)
    {
        if (subjects.Count > 0 && !remedy.HasSubjects)
            return RemedyPlan.Refuse($"{remedy.Check} finds nothing about {string.Join(", ", subjects.Order(StringComparer.Ordinal))}, so nothing was changed. Its findings have no subject; leave -Subject out.");
        try
        {
            return remedy.Plan(facts, subjects);
        }
        catch (FactUnavailableException missing)
        {
            return RemedyPlan.Refuse($"{remedy.Check} is not repaired, because what it depends on could not be read: {missing.Message}");
        }
    }

    private static ImmutableArray<ChangeStep> StepsOf(RemedyPlan plan, FactSet facts)
    {
        try
        {
            return RemedySteps.Of(plan, facts.Get(RemedyFiles.Fact));
        }
        catch (FactUnavailableException missing)
        {
            throw new NodeException(NodeErrorId.ChangeRefused, $"The settings could not be kept across reboots, so nothing was changed: {missing.Message}");
        }
    }

    /// <summary>Adds what the bound checks and subjects mean; a name that no remedy has is an error, the rest goes on.</summary>
    private void Choose(string? node)
    {
        foreach (var pattern in Check)
        {
            var remedies = IpvsRemedies.All.Where(remedy => FileSystemName.MatchesSimpleExpression(pattern, remedy.Check, ignoreCase: true)).ToList();
            if (remedies.Count == 0)
                WriteError(new ErrorRecord(new PSArgumentException(WithoutRemedy(pattern)), "NoRemedy", ErrorCategory.InvalidArgument, pattern));
            var isPattern = pattern.AsSpan().IndexOfAny('*', '?') >= 0;
            foreach (var remedy in remedies)
                _chosen.AddRange((Subject.Length > 0 ? Subject : [""]).Select(subject => new RemedyChoice(node, remedy.Check, subject, isPattern)));
        }
    }

    private static string WithoutRemedy(string pattern) =>
        $"'{ViewText.Line(pattern)}' names no finding that can be repaired from here; its own Remedy says what to do. Repairable: {string.Join(", ", IpvsRemedies.All.Select(remedy => remedy.Check))}.";
}
