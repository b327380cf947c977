using System.Globalization;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;

namespace OpsShell.Core.Probing;

/// <summary>
/// Writes the script that reads a whole batch in one round trip. It runs in dash, bash and busybox sh and needs, beyond the
/// shell, <c>head</c>, <c>env</c> and <c>sleep</c>.
/// </summary>
/// <remarks>
/// <para>
/// All files are read by one <c>head -v -c LIMIT</c> for each size limit: it keeps every byte, stops at the limit, goes on
/// after a file that cannot be read, and says why on standard error. (awk, the other candidate, loses NUL bytes in busybox,
/// and mawk ends at the first read error, such as EOPNOTSUPP from /proc/pressure.) Between any two files it reads its own
/// <c>/proc/self/environ</c>, which holds the random token and nothing else of the node, so no file's content can pretend to
/// be the next file.
/// </para>
/// <para>
/// The script is one compound command, so the shell has read all of it before it does anything: a connection that dies while
/// the script is sent runs nothing. The channel's standard input stays open as a lifeline: when it closes, because the user
/// interrupted or the network died, the script's process group is ended.
/// </para>
/// </remarks>
internal static class ProbeScript
{
    /// <summary>PATH of the process that reads the files; part of the separator.</summary>
    public const string ReaderPath = "/usr/bin:/bin:/usr/sbin:/sbin";

    /// <summary>The command line for the login shell. All of sh, bash, zsh, fish, csh and tcsh understand it.</summary>
    public const string CommandLine = "exec sh";

    /// <summary>The exit code by which the part that runs as root says that it ran.</summary>
    private const int RootRan = 42;

    /// <summary>A reader's smallest limit, so that the separator is never cut; the parser keeps each item to its own.</summary>
    private const int SmallestLimit = 256;

    /// <summary>Read with each sample, for the time between the two by the node's own clock.</summary>
    public const string UptimePath = "/proc/uptime";

    /// <summary>Files handed to one reader, well under Linux's limit of 2 MiB for arguments.</summary>
    private const int FilesPerReader = 500;

    /// <summary>Writes the script.</summary>
    /// <param name="batch">What to read.</param>
    /// <param name="token">At least 128 random bits in hex; never used twice.</param>
    /// <param name="become">How to read items that need root.</param>
    /// <param name="becomePassword">Password for sudo, or null for <c>sudo -n</c> alone.</param>
    public static string Write(ProbeBatch batch, string token, BecomeMethod become, string? becomePassword)
    {
        var items = batch.Items.Select((item, index) => new Numbered(item, index)).ToList();
        var asRoot = become == BecomeMethod.Sudo ? items.Where(numbered => numbered.Item.NeedsRoot).ToList() : [];
        var asUser = items.Except(asRoot).ToList();

        var script = new StringBuilder("{\n");
        script.Append(KeepInput).Append(Lifeline).Append('\n');
        AppendPrelude(script, token);
        AppendMark(script, "begin");
        // As a command of the script, so that a node without it is read all the same.
        script.Append("renice -n 19 -p $$ >/dev/null 2>&1\n");
        AppendRead(script, asUser, batch.SampleInterval, asRoot.Count == 0 ? "" : RootPart(asRoot, batch.SampleInterval, token, becomePassword));
        AppendMark(script, "times");
        script.Append("times\n");
        AppendMark(script, "end");
        return script.Append("exit 0\n}\n").ToString();
    }

    /// <summary>
    /// A background watcher that ends the process group when standard input, kept as descriptor 3, closes before the script is
    /// done. After the script is done it does nothing: what a user's command left running on purpose goes on. It holds none
    /// of the session's outputs, or sshd would wait for it (in dash a redirected function call keeps them in descriptor 10, so
    /// this is a subshell). It waits with the shell's own <c>read</c>, as a <c>cat</c> would be one more process to start on the node.
    /// </summary>
    public const string Lifeline =
        "( trap '' TERM HUP INT; while read -r x; do :; done <&3; if kill -0 $$; then kill -TERM 0; sleep 2; kill -KILL 0; fi ) >/dev/null 2>&1 &";

    /// <summary>
    /// Keeps standard input as descriptor 3 and gives the script an empty one. The trap makes the shell outlive a TERM for as
    /// long as its command does: a command that ignores TERM would otherwise be left alone, as the watcher takes a script that
    /// is gone for one that is done.
    /// </summary>
    public const string KeepInput = "exec 3<&0 </dev/null\ntrap 'exit 143' TERM HUP INT\n";

    private static void AppendPrelude(StringBuilder script, string token) => script.Append(CultureInfo.InvariantCulture, $$"""
        LC_ALL=C PATH=$PATH:{{ReaderPath}}; export LC_ALL PATH
        T={{token}} S=/proc/self/environ N='
        '
        exec 5>&1
        for x in head env sleep; do
        command -v $x >/dev/null 2>&1 || { printf '\n%s lacks\n%s\n%s end\n' $T $x $T; exit 0; }
        done
        fresh() { A= n=0; }
        flush() { [ $n = 0 ] || { printf '\n'; eval "env -i T=$T PATH={{ReaderPath}} head -v -c $1 $A"; fresh; }; }
        add() { case $2 in *"'"*|*"$N"*) return;; esac; A="$A '$2' $S" n=$((n+1)); [ $n -lt {{FilesPerReader}} ] || flush $1; }
        list() { printf '\n%s list %s\n' $T $1; [ -d "$2" ] && [ -x "$2" ] && [ -r "$2" ] && { printf 'Ok\n'; ( cd "$2" && for f in *; do { [ -e "$f" ] || [ -L "$f" ]; } && printf '%s\0' "$f"; done ); return; }
        if [ -d "$2" ]; then printf 'Denied\n'; elif [ -e "$2" ]; then printf 'NotDirectory\n'; else printf 'Missing\n'; fi; }
        if command -v timeout >/dev/null 2>&1; then run() { timeout -s KILL $1 sh -c "$C"; }
        else run() { sh -c "$C" & p=$!; ( sleep $1; kill -KILL $p ) >/dev/null 2>&1 & w=$!; wait $p; r=$?; kill $w 2>/dev/null; return $r; }; fi
        cmd() { C=$4; printf '\n%s cmd %s\n' $T $1
        R=$( { { { run $2 2>&4 3<&-; printf 'rc-%s-%s\n' $T $? >&6; } | head -c $3 >&5; } 4>&1 >/dev/null | head -c 2000; } 6>&1 )
        printf '\n%s err %s\n%s\n' $T $1 "$R"; }

        """);

    /// <summary>First sample, then everything that is read once, inside the interval, then the second sample.</summary>
    private static void AppendRead(StringBuilder script, List<Numbered> items, TimeSpan interval, string rootPart)
    {
        var sampled = items.Where(numbered => numbered.Item.Sampled).ToList();
        if (sampled.Count > 0)
        {
            AppendFiles(script, "first", sampled, withUptime: true);
            script.Append(CultureInfo.InvariantCulture, $"{{ sleep {interval.TotalSeconds:0.###} || sleep {Math.Ceiling(interval.TotalSeconds):0}; }} 2>/dev/null & W=$!\n");
        }
        AppendFiles(script, "once", items.Where(numbered => !numbered.Item.Sampled), withUptime: false);
        foreach (var (item, index) in items.Where(numbered => numbered.Item.Kind == ProbeKind.Listing))
            script.Append(CultureInfo.InvariantCulture, $"list {index} {ShellQuote.Quote(item.Target)}\n");
        foreach (var (item, index) in items.Where(numbered => numbered.Item.Kind == ProbeKind.Command))
            script.Append(CultureInfo.InvariantCulture, $"cmd {index} {Math.Max(1, Math.Ceiling(item.Timeout.TotalSeconds)):0} {item.Limit + 1} {ShellQuote.Quote(item.Target)}\n");
        script.Append(rootPart);
        if (sampled.Count > 0)
        {
            script.Append("wait $W\n");
            AppendFiles(script, "second", sampled, withUptime: true);
        }
    }

    private static void AppendFiles(StringBuilder script, string sample, IEnumerable<Numbered> items, bool withUptime)
    {
        var files = items.Select(numbered => numbered.Item).Where(item => item.Kind is ProbeKind.File or ProbeKind.Glob).ToList();
        if (files.Count == 0)
            return;
        AppendMark(script, sample);
        script.Append("fresh\n");
        // In the first group, as a reader of its own would be two more programs to start on the node.
        if (withUptime && !files.Exists(item => item.Target == UptimePath))
            files.Insert(0, ProbeItem.File(UptimePath) with { Limit = files.Find(item => item.Kind == ProbeKind.File)?.Limit ?? SmallestLimit });
        foreach (var sameLimit in files.GroupBy(item => Math.Max(item.Limit + 1, SmallestLimit)))
        {
            AppendPlainFiles(script, sameLimit.Key, sameLimit.Where(item => item.Kind == ProbeKind.File));
            foreach (var glob in sameLimit.Where(item => item.Kind == ProbeKind.Glob))
                script.Append(CultureInfo.InvariantCulture, $"for f in {new ShellPattern(glob.Target).Source}; do add {sameLimit.Key} \"$f\"; done\n");
            script.Append(CultureInfo.InvariantCulture, $"flush {sameLimit.Key}\n");
        }
    }

    /// <summary>Paths known beforehand go into the script as they are; the node's shell has nothing to do for them.</summary>
    private static void AppendPlainFiles(StringBuilder script, int limit, IEnumerable<ProbeItem> files)
    {
        foreach (var chunk in files.Select(item => ShellQuote.Quote(item.Target)).Chunk(FilesPerReader))
            script.Append("printf '\\n'; env -i T=$T PATH=").Append(ReaderPath).Append(" head -v -c ").Append(limit.ToString(CultureInfo.InvariantCulture))
                .Append(' ').AppendJoin(" $S ", chunk).Append(" $S\n");
    }

    /// <summary>
    /// The part that runs as root. A wrong password is tried once, against <c>true</c>: handed straight to the script's sudo,
    /// its second and third prompt would take lines of the script for passwords and lock the account.
    /// </summary>
    private static string RootPart(List<Numbered> items, TimeSpan interval, string token, string? password)
    {
        var inner = new StringBuilder("{\n");
        AppendPrelude(inner, token);
        AppendRead(inner, items, interval, "");
        inner.Append(CultureInfo.InvariantCulture, $"exit {RootRan}\n}}\n");

        var part = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            R={ShellQuote.Quote(inner.ToString())}
            if [ "$(id -u)" = 0 ]; then printf '%s\n' "$R" | sh; else printf '%s\n' "$R" | sudo -n sh; fi
            if [ $? != {RootRan} ]; then

            """);
        if (password is null)
        {
            AppendMark(part, "noroot");
        }
        else
        {
            part.Append(CultureInfo.InvariantCulture, $"P={ShellQuote.Quote(password)}\n");
            part.Append("if printf '%s\\n' \"$P\" | sudo -k -S -p '' true; then printf '%s\\n' \"$P\" \"$R\" | sudo -k -S -p '' sh; else\n");
            AppendMark(part, "noroot");
            part.Append("fi\n");
        }
        return part.Append("fi\n").ToString();
    }

    private static void AppendMark(StringBuilder script, string word) => script.Append("printf '\\n%s ").Append(word).Append("\\n' $T\n");

    private readonly record struct Numbered(ProbeItem Item, int Index);
}
