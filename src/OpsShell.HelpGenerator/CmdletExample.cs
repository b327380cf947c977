namespace OpsShell.HelpGenerator;

/// <summary>One example of a cmdlet's help.</summary>
/// <param name="Code">What is typed.</param>
/// <param name="Remarks">What it does.</param>
public sealed record CmdletExample(string Code, string Remarks);
