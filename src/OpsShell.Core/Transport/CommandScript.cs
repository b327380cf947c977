using System.Globalization;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Core.Transport;

/// <summary>
/// Writes the script that runs a user's command on a node: arguments as they are, standard input of known length, an end to
/// all of it when the channel closes (<see cref="ProbeScript.Lifeline"/>), and sudo without the password on any command line.
/// </summary>
internal static class CommandScript
{
    /// <summary>The command line for the login shell.</summary>
    public const string CommandLine = "exec sh";

    /// <summary>The word after the token by which the node says that sudo refused.</summary>
    public const string RefusedWord = "noroot";

    /// <summary>What the script writes to standard output before the command; what comes before it is the login shell's.</summary>
    public static string BeginMark(string token) => $"\n{token} begin\n";

    /// <summary>
    /// The same for standard error. It is written first and is another word: where a start-up file has sent standard error to
    /// standard output, it stands before the mark of standard output and goes with the rest.
    /// </summary>
    public static string BeginErrorMark(string token) => $"\n{token} begin-error\n";

    /// <summary>Writes the script; the bytes of standard input follow when its mark has come.</summary>
    /// <exception cref="ArgumentException">The script or an argument has a NUL character.</exception>
    public static string Write(CommandRequest request, string token)
    {
        var body = Body(request, token);
        return request.Become == BecomeMethod.Sudo ? WithSudo(body, token, request.BecomePassword) : body;
    }

    private static string Body(CommandRequest request, string token)
    {
        var script = new StringBuilder("{\n").Append(ProbeScript.KeepInput);
        script.Append(CultureInfo.InvariantCulture, $"S={ShellQuote.Quote(request.Script)}\nset --");
        foreach (var argument in request.Arguments)
            script.Append(' ').Append(ShellQuote.Quote(argument));
        script.Append(CultureInfo.InvariantCulture, $"\nprintf '\\n{token} begin-error\\n' >&2; printf '\\n{token} begin\\n'\n");
        var run = request.Interpreter is null ? "eval \"$S\"" : Interpreted(request.Interpreter);
        if (request.StandardInput is { Length: > 0 } input)
            script.Append(CultureInfo.InvariantCulture, $"{{ head -c {input.Length} <&3; {ProbeScript.Lifeline} }} | ( exec 3<&-; {run}\n)\n");
        else
            script.Append(CultureInfo.InvariantCulture, $"{ProbeScript.Lifeline}\n( exec 3<&-; {run}\n)\n");
        return script.Append("exit $?\n}\n").ToString();
    }

    /// <summary>The script reaches its interpreter through a pipe, so that nothing is left on the node's disk.</summary>
    private static string Interpreted(string interpreter)
    {
        var words = interpreter.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return $"exec 6<&0; printf '%s\\n' \"$S\" | exec {string.Join(' ', words.Select(ShellQuote.Quote))} /dev/fd/5 \"$@\" 5<&0 0<&6 6<&-";
    }

    /// <summary>
    /// Whether sudo lets us is asked first, with <c>true</c>: a wrong password given straight to the real command would make
    /// sudo take lines of the script for its second and third try. The relay keeps standard input, and so the lifeline, going
    /// through the pipe that also carries the script; when the command is done the relay is ended, or it would wait for ever.
    /// </summary>
    private static string WithSudo(string body, string token, string? password)
    {
        var script = new StringBuilder("{\n").Append(ProbeScript.KeepInput);
        script.Append(CultureInfo.InvariantCulture, $"R={ShellQuote.Quote(body)}\nP=\n");
        script.Append("if [ \"$(id -u)\" = 0 ]; then M=\n");
        script.Append("elif E=$(sudo -n true 2>&1); then M='sudo -n'\n");
        if (password is not null)
            script.Append(CultureInfo.InvariantCulture, $"elif P={ShellQuote.Quote(password)}; E=$(printf '%s\\n' \"$P\" | sudo -k -S -p '' true 2>&1); then M=\"sudo -k -S -p ''\"\n");
        script.Append(CultureInfo.InvariantCulture, $"else printf '\\n%s {RefusedWord}\\n%s\\n' {token} \"$E\"; exit 1; fi\n");
        // KILL, as a SIGPIPE may be ignored from the start (.NET's children inherit that); and a shell reports such an end on its
        // own standard error, so that goes nowhere meanwhile.
        script.Append("exec 9>&2 2>/dev/null\n");
        script.Append("{ read -r p x </proc/self/stat; echo $p; case $M in *-S*) printf '%s\\n' \"$P\";; esac; printf '%s\\n' \"$R\"; exec cat <&3; } |\n");
        script.Append("{ read -r p; eval \"$M sh\" 2>&9 9>&-; r=$?; kill -KILL $p; exit $r; }\n");
        return script.Append("exit $?\n}\n").ToString();
    }
}
