using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.PowerShell.Commands;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// Does for the first time, while the engine opens on the other processor, what a script needs of the engine as soon as it is open:
/// .NET loads types and code when they are first used, and that is most of what a first command takes. It changes nothing: PowerShell's
/// own host does the like when it starts.
/// </summary>
internal static class EngineWarmUp
{
    // What every script has: a pipeline, and a variable.
    private const string Sample = "1 | Out-Default\n$x = $?";

    /// <summary>The compiler of script blocks is not public; without it there is a slower start and no more.</summary>
    internal static MethodInfo? Compiler { get; } =
        typeof(ScriptBlock).GetMethod("Compile", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(bool)]);

    // The small ones first: the compiler takes most of the time that there is.
    internal static readonly Action[] Steps =
    [
        () => LanguagePrimitives.GetEnumerator(null),
        () => _ = Console.Out,
        () => RuntimeHelpers.RunClassConstructor(typeof(PowerShell).TypeHandle),
        () => _ = new CommandMetadata(typeof(OutDefaultCommand)),
        () => Compiler?.Invoke(ScriptBlock.Create(Sample), [true]),
    ];

    /// <summary>Goes on until there is no more to do, or the engine is open.</summary>
    /// <param name="opening">Ends when the engine is open.</param>
    /// <param name="isMade">Whether the engine has been made. A rehearsal waits for that: the engine is the process's first, with the number 1.</param>
    public static void Run(Task opening, Func<bool> isMade)
    {
        try
        {
            foreach (var step in Steps.TakeWhile(_ => !opening.IsCompleted))
                step();
            // On a single processor it would only take time from the engine that opens.
            if (Environment.ProcessorCount > 1 && isMade())
                Rehearse(opening);
        }
#pragma warning disable CA1031 // A defect here would show again, with its place, in the script itself.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    private static void Rehearse(Task opening)
    {
        if (opening.IsCompleted)
            return;
        using var rehearsal = new Rehearsal();
        rehearsal.Open();
        if (!opening.IsCompleted)
            rehearsal.Run();
    }
}
