namespace OpsShell.HelpGenerator;

/// <summary>One example of a cmdlet's help.</summary>
/// <param name="Code">What is typed.</param>
/// <param name="Remarks">What it does.</param>
/// <param name="Needs">
/// What it needs to run, from the comment's <c>&lt;example needs="fleet"&gt;</c>; empty for an example that runs on any machine, which
/// the tests then do.
/// </param>
public sealed record CmdletExample(string Code, string Remarks, string Needs);
