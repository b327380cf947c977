using System.Collections;
using System.Collections.Immutable;
using System.Management.Automation;
using OpsShell.Core.Findings;

namespace OpsShell.Fleet;

/// <summary>Checks and thresholds as the user chose them. A wrong choice ends the cmdlet with an error that says what there is.</summary>
public static class CheckChoice
{
    /// <summary>The chosen checks.</summary>
    public static ImmutableArray<Check> Select(PSCmdlet cmdlet, IReadOnlyCollection<string> areas, IReadOnlyCollection<string> patterns) =>
        OrUnknown(cmdlet, () => InstalledChecks.Catalog.Select(areas, patterns), "CheckUnknown", [.. areas, .. patterns]);

    /// <summary>What recordings are to have beside what checks read.</summary>
    public static ImmutableArray<OptionalRecording> OptionalRecordings(PSCmdlet cmdlet, IReadOnlyCollection<string> patterns) =>
        OrUnknown(cmdlet, () => InstalledChecks.Catalog.SelectOptional(patterns), "IncludeUnknown", patterns);

    /// <summary>The thresholds with the user's own values.</summary>
    public static ThresholdSet Thresholds(PSCmdlet cmdlet, Hashtable? values)
    {
        if (values is null)
            return ThresholdSet.Defaults;
        try
        {
            var numbers = values.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(LanguagePrimitives.ConvertTo<string>(entry.Key), Number(entry)));
            return ThresholdSet.Create(numbers, InstalledChecks.Catalog.Checks.SelectMany(check => check.Thresholds));
        }
        catch (ArgumentException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "ThresholdInvalid", ErrorCategory.InvalidArgument, values));
            throw;
        }
    }

    private static T OrUnknown<T>(PSCmdlet cmdlet, Func<T> select, string errorId, IEnumerable<string> named)
    {
        try
        {
            return select();
        }
        catch (ArgumentException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, errorId, ErrorCategory.ObjectNotFound, string.Join(", ", named)));
            throw;
        }
    }

    private static double Number(DictionaryEntry entry) =>
        LanguagePrimitives.TryConvertTo<double>(entry.Value, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"The value '{entry.Value}' of threshold '{entry.Key}' is not a number.");
}
