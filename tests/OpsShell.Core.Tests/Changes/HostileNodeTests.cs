using System.Text;
using CsCheck;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Changes;

/// <summary>Nodes whose answer is not what the script writes.</summary>
public sealed class HostileNodeTests
{
    private static readonly ChangePlan _plan = new("x", [FileStep.OfText("/etc/a/b/c", "x", ""), new ParameterStep { Path = "/proc/sys/a", Value = "1", Description = "", Persistence = "" }]);

    private static readonly string[] _pieces = ["machine - ", "file 0 ", "state 1 ", "unreadable 0 ", "end\n", ".", " ", "\n", B("absent"), B("644 0 0 aa"), B("0 0"), B("/etc"), "state 999 .", "-"];

    private static string B(string text) => "." + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Machine => $"machine - {B("id\n")} {B("0 0")}\n";

    public static TheoryData<string> Answers =>
    [
        "", "end\n", $"{Machine}end\n", $"machine - {B("id")}\nend\n", $"machine - {B("id")} {B("0 x")}\nend\n", "hello\nend\n",
        $"{Machine}file 0 {B("absent")} . {B("/etc")} .\nend\n",
        $"{Machine}file 1 {B("absent")} . {B("/etc")} .\nstate 0 {B("1")} {B("1")}\nend\n",
        $"{Machine}file 0 {B("absent")} . {B("/other")} .\nstate 1 {B("1")} {B("1")}\nend\n",
        $"{Machine}file 0 {B("99 0 0 aa")} {B("1")} {B("/etc")} .\nstate 1 {B("1")} {B("1")}\nend\n",
        $"{Machine}file 0 {B("644 0 0 aa")} {B("1")} {B("/etc")} .\nstate 1 {B("1")} {B("1")}\nend\n",
        $"{Machine}file 0\nstate 1 {B("1")} {B("1")}\nend\n",
        $"{Machine}file 0 {B("absent")} . {B("/etc")} .\nstate 1 {B("1")}\nend\n",
        $"{Machine}file 0 {B("absent")} . {B("/etc")} .\nstate 1 {B("1")} .{Convert.ToBase64String([0xff, 0xfe])}\nend\n",
        $"{Machine}unreadable 0 {B("evil \u001b[31m")} .\nend\n",
        $"lacks - {B("\u001b[31mrm")} .\nend\n",
    ];

    [Theory, MemberData(nameof(Answers))]
    public void An_answer_that_makes_no_sense_is_an_error_and_writes_no_journal(string answer)
    {
        using var folder = new TemporaryFolder();
        using var node = new AnsweringNode(answer);
        var executor = new ChangeExecutor(new ChangeJournal(folder["journal"]), ChangeOrigin.Of("x"), ConnectionOptions.Default);
        var error = Assert.Throws<NodeException>(() => executor.Prepare(node, _plan, TestContext.Current.CancellationToken));
        Assert.NotEqual(NodeErrorId.Unexpected, error.Id);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.False(Directory.Exists(folder["journal"]));
    }

    [Fact]
    public void Any_bytes_are_an_error_or_states() => Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.Int[0, _pieces.Length - 1].Select(piece => _pieces[piece]).Array[0, 25]
            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))).Sample(bytes =>
    {
        try
        {
            var answer = ChangeAnswer.Read(bytes);
            if (answer.IsWhole)
                Assert.Equal(2, ChangeOutcome.States(answer, _plan.Steps, out _).Length);
        }
        catch (NodeException)
        {
            // Said in words.
        }
    }, iter: 20_000);

    [Fact]
    public void A_connection_that_ends_in_the_middle_leaves_the_intent_and_says_how_to_find_out()
    {
        using var folder = new TemporaryFolder();
        var journal = new ChangeJournal(folder["journal"]);
        using var node = new AnsweringNode("begin 0\n");
        var executor = new ChangeExecutor(journal, ChangeOrigin.Of("x"), ConnectionOptions.Default);
        var prepared = new PreparedChange(node.Node, "id", "x", [new PreparedStep(_plan.Steps[1], new StepState { Value = "0", Raw = "0" })]);
        var error = Assert.Throws<NodeException>(() => executor.Apply(node, prepared, new ApplyOptions(), TestContext.Current.CancellationToken));
        var record = Assert.Single(journal.All()).Record!;
        Assert.Equal((ChangeState.Intended, StepOutcome.Unknown), (record.State, record.Steps[0].Outcome));
        Assert.Contains(record.Id, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Undo-OpsChange -Id {record.Id}", error.Remedy, StringComparison.Ordinal);
    }

    private sealed class AnsweringNode(string answer) : INodeConnection
    {
        public Node Node { get; } = new() { Name = "evil" };

        public bool IsAlive => true;

        public ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

        public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken) =>
            new(0, null, Encoding.UTF8.GetBytes(answer), default, false, false, TimeSpan.Zero);

        public INodeFiles OpenFiles() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
