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
/// All files of a sample are read by one <c>head -v -c LIMIT</c> for each magnitude of size limit: it keeps every byte, stops at
/// the limit, goes on after a file that cannot be read, and says why on standard error. (awk, the other candidate, loses NUL
/// bytes in busybox, and mawk ends at the first read error, such as EOPNOTSUPP from /proc/pressure.) Before the first file and
/// after each it reads its own <c>/proc/self/environ</c>, which holds the random token, so no file's content can pretend to be
/// the next file. Unlike a command line, which everybody on the node may look at, it shows the token to the own user alone. The
/// shell is started with PATH and nothing else, so little is read again and again, and nothing of the user's environment (sudo adds
/// its own variables to that of the part that runs as root).
/// </para>
/// <para>
/// A process costs a node more than all that it reads: commands therefore share one shell, one time limit and one pipe. One
/// that is not done when that shell ends is made again with a time limit and a pipe of its own, unless it had its time.
/// </para>
/// <para>
/// The script is one compound command, so the shell has read all of it before it does anything: a connection that dies while
/// the script is sent runs nothing. The channel's standard input stays open as a lifeline: when it closes, because the user
/// interrupted or the network died, the script's process group is ended.
/// </para>
/// </remarks>
internal static class ProbeScript
{
    /// <summary>The command line for the login shell. All of sh, bash, zsh, fish, csh and tcsh understand it.</summary>
    public const string CommandLine = "exec env -i \"PATH=$PATH\" sh";

    /// <summary>What stands between the files: the reader's own environment, with the token.</summary>
    public const string SeparatorPath = "/proc/self/environ";

    /// <summary>The exit code by which the part that runs as root says that it ran.</summary>
    private const int RootRan = 42;

    /// <summary>A reader's smallest limit, so that the separator is never cut.</summary>
    private const int SmallestLimit = 1 << 16;

    /// <summary>Kept of what a command says on standard error, in bytes.</summary>
    private const int ErrorLimit = 2000;

    /// <summary>Read with each sample, for the time between the two by the node's own clock.</summary>
    public const string UptimePath = "/proc/uptime";

    /// <summary>Files handed to one reader, well under Linux's limit of 2 MiB for arguments.</summary>
    private const int FilesPerReader = 500;

    /// <summary>Commands handed to one shell, for the same limit.</summary>
    private const int CommandsPerShell = 50;

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
        var rootPart = asRoot.Count == 0 ? "" : RootPart(asRoot, batch.SampleInterval, token, becomePassword);
        AppendRead(script, asUser, batch.SampleInterval, Yield, rootPart);
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
    /// From here on everything else on the node goes first. Not before the first sample: on a busy node the interval would begin late,
    /// and a fleet waits for its last node. As a command of the script, so that a node without it is read all the same.
    /// </summary>
    private const string Yield = "renice -n 19 -p $$ >/dev/null 2>&1\n";

    /// <summary>
    /// Keeps standard input as descriptor 3 and gives the script an empty one. The trap makes the shell outlive a TERM for as
    /// long as its command does: a command that ignores TERM would otherwise be left alone, as the watcher takes a script that
    /// is gone for one that is done.
    /// </summary>
    public const string KeepInput = "exec 3<&0 </dev/null\ntrap 'exit 143' TERM HUP INT\n";

    private static void AppendPrelude(StringBuilder script, string token) => script.Append(CultureInfo.InvariantCulture, $$"""
        LC_ALL=C PATH=$PATH:/usr/bin:/bin:/usr/sbin:/sbin T={{token}}; export LC_ALL PATH T
        S={{SeparatorPath}} N='
        '
        exec 5>&1
        for x in head sleep; do
        command -v $x >/dev/null 2>&1 || { printf '\n%s lacks\n%s\n%s end\n' $T $x $T; exit 0; }
        done
        A= n=0
        files() { l=$1; shift; printf '\n'; eval "PATH=/usr/bin:/bin head -v -c $l $S \"\$@\" $A"; A= n=0; }
        flush() { [ $n = 0 ] || files $1; }
        add() { case $2 in *"'"*|*"$N"*) return;; esac; A="$A '$2' $S" n=$((n+1)); [ $n -lt {{FilesPerReader}} ] || flush $1; }
        list() { printf '\n%s list %s\n' $T $1; [ -d "$2" ] && [ -x "$2" ] && [ -r "$2" ] && { printf 'Ok\n'; ( cd "$2" && for f in *; do { [ -e "$f" ] || [ -L "$f" ]; } && printf '%s\0' "$f"; done ); return; }
        if [ -d "$2" ]; then printf 'Denied\n'; elif [ -e "$2" ]; then printf 'NotDirectory\n'; else printf 'Missing\n'; fi; }
        if command -v timeout >/dev/null 2>&1; then run() { timeout -s KILL "$@"; }
        else run() { l=$1; shift; "$@" & p=$!; ( sleep $l; kill -KILL $p ) >/dev/null 2>&1 & w=$!; wait $p; r=$?; kill $w 2>/dev/null; return $r; }; fi
        cmd() { printf '\n%s cmd %s\n' $T $1
        R=$( { { { run $2 sh -c "$4" 2>&4 3<&- 4>&- 5>&- 6>&-; printf 'rc-%s-%s-%s\n' $T $1 $? >&6; } | head -c $3 >&5; } 4>&1 >/dev/null | head -c {{ErrorLimit}}; } 6>&1 )
        printf '\n%s done %s\n\n%s err %s\n%s\n' $T $1 $T $1 "$R"; }
        O='while [ $# != 0 ]; do
        c=$2 u=0; read -r u x </proc/uptime
        printf "\n%s cmd %s\n" $T $1 && printf "\n%s err %s %s\n" $T $1 ${u%.*} >&2 || exit
        ( set --; eval "$c" ); r=$?; printf "\n%s done %s\n" $T $1 && printf "rc-%s-%s-%s\n" $T $1 $r >&2 || exit; shift 2
        done'
        cmds() { l=$1 m=$2 e=$3; shift 3
        Q=$( { run $l sh -c "$O" sh "$@" 2>&4 3<&- 4>&- 5>&- | head -c $m >&5; } 4>&1 >/dev/null | head -c $e )
        printf '%s\n' "$Q"; }
        again() { v=0
        case $Q in *"rc-$T-$1-"*) return;; *"$T err $1 "*)
        read -r v x </proc/uptime; u=${Q#*"$T err $1 "}; u=${u%%"$N"*}
        [ $((${v%.*}-u)) -lt $2 ] || { printf '\n%s err %s\nrc-%s-%s-137\n' $T $1 $T $1; return; };; esac
        cmd "$@"; }

        """);

    /// <summary>First sample, then everything that is read once, inside the interval, then the second sample.</summary>
    private static void AppendRead(StringBuilder script, List<Numbered> items, TimeSpan interval, string yield, string rootPart)
    {
        var sampled = items.Where(numbered => numbered.Item.Sampled).ToList();
        if (sampled.Count > 0)
        {
            AppendFiles(script, "first", sampled, withUptime: true);
            script.Append(CultureInfo.InvariantCulture, $"{{ sleep {interval.TotalSeconds:0.###} || sleep {Math.Ceiling(interval.TotalSeconds):0}; }} 2>/dev/null & W=$!\n");
        }
        script.Append(yield);
        AppendFiles(script, "once", items.Where(numbered => !numbered.Item.Sampled), withUptime: false);
        foreach (var (item, index) in items.Where(numbered => numbered.Item.Kind == ProbeKind.Listing))
            script.Append(CultureInfo.InvariantCulture, $"list {index} {ShellQuote.Quote(item.Target)}\n");
        AppendCommands(script, items);
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
        // In the first group, as a reader of its own would be one more program to start on the node.
        if (withUptime && !files.Exists(item => item.Target == UptimePath))
            files.Insert(0, ProbeItem.File(UptimePath) with { Limit = files.Find(item => item.Kind == ProbeKind.File)?.Limit ?? SmallestLimit });
        foreach (var sameReader in files.GroupBy(item => Magnitude(item.Limit)))
        {
            var limit = Math.Max(sameReader.Max(item => item.Limit), SmallestLimit) + 1L;
            foreach (var glob in sameReader.Where(item => item.Kind == ProbeKind.Glob))
                script.Append(CultureInfo.InvariantCulture, $"for f in {new ShellPattern(glob.Target).Source}; do add {limit} \"$f\"; done\n");
            // Paths known beforehand go into the script as they are; the node's shell has nothing to do for them.
            foreach (var chunk in sameReader.Where(item => item.Kind == ProbeKind.File).Select(item => ShellQuote.Quote(item.Target)).Chunk(FilesPerReader))
                script.Append(CultureInfo.InvariantCulture, $"files {limit} ").AppendJoin(" $S ", chunk).Append(" $S\n");
            script.Append(CultureInfo.InvariantCulture, $"flush {limit}\n");
        }
    }

    /// <summary>
    /// Limits near each other (up to 64 KiB, 1 MiB, 16 MiB and so on) share a reader, which has the largest of them: a limit of
    /// kilobytes is never read up to one of many megabytes. The parser keeps each item to its own.
    /// </summary>
    private static int Magnitude(int limit)
    {
        var magnitude = 0;
        for (long most = SmallestLimit; most < limit; most <<= 4)
            magnitude++;
        return magnitude;
    }

    /// <summary>
    /// All commands in one shell, those with the shortest time limit last: they are the ones expected to hang, and then the others
    /// are done. Its own time limit lets the one that hangs have its time, if the others took no more than a second.
    /// </summary>
    private static void AppendCommands(StringBuilder script, IEnumerable<Numbered> items)
    {
        var commands = items.Where(numbered => numbered.Item.Kind == ProbeKind.Command).OrderByDescending(numbered => numbered.Item.Timeout).ToList();
        if (commands is [var (only, number)])
            script.Append(CultureInfo.InvariantCulture, $"cmd {number} {Seconds(only)} {only.Limit + 1} {ShellQuote.Quote(only.Target)}\n");
        else
            foreach (var group in commands.Chunk(CommandsPerShell))
                AppendShared(script, group);
    }

    private static void AppendShared(StringBuilder script, Numbered[] commands)
    {
        foreach (var (item, index) in commands)
            script.Append(CultureInfo.InvariantCulture, $"C{index}={ShellQuote.Quote(item.Target)}\n");
        script.Append(CultureInfo.InvariantCulture, $"cmds {Seconds(commands[^1].Item) + 1} {commands.Sum(command => command.Item.Limit + 100L)} {commands.Length * (ErrorLimit + 200)}")
            .AppendJoin("", commands.Select(command => string.Create(CultureInfo.InvariantCulture, $" {command.Index} \"$C{command.Index}\""))).Append('\n');
        foreach (var (item, index) in commands)
            script.Append(CultureInfo.InvariantCulture, $"again {index} {Seconds(item)} {item.Limit + 1} \"$C{index}\"\n");
    }

    private static int Seconds(ProbeItem command) => Math.Max(1, (int)Math.Ceiling(command.Timeout.TotalSeconds));

    /// <summary>
    /// The part that runs as root. A wrong password is tried once, against <c>true</c>: handed straight to the script's sudo,
    /// its second and third prompt would take lines of the script for passwords and lock the account.
    /// </summary>
    private static string RootPart(List<Numbered> items, TimeSpan interval, string token, string? password)
    {
        var inner = new StringBuilder("{\n");
        AppendPrelude(inner, token);
        AppendRead(inner, items, interval, "", "");
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
