using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Counts objects; adds up, averages and compares their numbers; counts lines, words and characters of their text.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object", DefaultParameterSetName = GenericSet, RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(GenericMeasureInfo), typeof(TextMeasureInfo), typeof(GenericObjectMeasureInfo))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private const string GenericSet = "GenericMeasure";
    private const string TextSet = "TextMeasure";

    private readonly Dictionary<string, MeasureStatistics> _statistics = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PropertyResult> _results = [];
    private PropertyReader[]? _readers;
    private bool _nonNumeric;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>The properties to measure, or script blocks; wildcards are allowed. Without it, the objects themselves.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSPropertyExpression[]? Property { get; set; }

    /// <summary>Gives the standard deviation.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter StandardDeviation { get; set; }

    /// <summary>Gives the sum.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter Sum { get; set; }

    /// <summary>Gives everything: sum, average, maximum, minimum and standard deviation.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter AllStats { get; set; }

    /// <summary>Gives the average.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter Average { get; set; }

    /// <summary>Gives the largest value.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter Maximum { get; set; }

    /// <summary>Gives the smallest value.</summary>
    [Parameter(ParameterSetName = GenericSet)]
    public SwitchParameter Minimum { get; set; }

    /// <summary>Counts lines.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Line { get; set; }

    /// <summary>Counts words.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Word { get; set; }

    /// <summary>Counts characters.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter Character { get; set; }

    /// <summary>Does not count blanks as characters.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter IgnoreWhiteSpace { get; set; }

    private bool NeedsNumbers => Sum || Average || StandardDeviation;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // AllStats:$false is as if it were not there.
        if (AllStats)
            Sum = Average = Maximum = Minimum = StandardDeviation = true;
        _readers = Property is null ? null : Array.ConvertAll(Property, p => new PropertyReader(p));
        if (_readers is null)
            _statistics.Add("$_", new MeasureStatistics());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        if (_readers is null)
            Measure(_statistics["$_"], InputObject.BaseObject);
        else
            MeasureProperties(_readers, InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (name, found) in _statistics)
        {
            if (found.Count == 0 && _readers is not null)
            {
                ReportMissing(name);
                continue;
            }
            var info = ParameterSetName == TextSet ? TextInfo(found) : NumberInfo(found);
            info.Property = _readers is null ? null : name;
            WriteObject(info);
        }
    }

    private void MeasureProperties(PropertyReader[] readers, PSObject item)
    {
        // Several names can stand for one property; it is counted once.
        var counted = readers.Length > 1 || readers[0].IsWildcard ? new HashSet<string>(StringComparer.OrdinalIgnoreCase) : null;
        foreach (var reader in readers)
        {
            _results.Clear();
            reader.ReadAll(item, _results);
            if (_results.Count == 0 && !reader.IsWildcard)
                StatisticsOf(reader.Expression.ToString());
            foreach (var result in _results)
            {
                if (counted?.Add(result.Name) != false)
                    Measure(StatisticsOf(result.Name), ObjectCommandComparer.Bare(result.Value));
            }
        }
    }

    private MeasureStatistics StatisticsOf(string name)
    {
        if (!_statistics.TryGetValue(name, out var found))
            _statistics.Add(name, found = new MeasureStatistics());
        return found;
    }

    private void Measure(MeasureStatistics into, object? value)
    {
        into.Count++;
        if (ParameterSetName == TextSet)
        {
            into.AddText(value?.ToString() ?? "", IgnoreWhiteSpace);
            return;
        }
        if (NeedsNumbers)
        {
            if (!TryNumber(value, out var number))
            {
                _nonNumeric = true;
                var why = new PSInvalidOperationException($"Input object \"{value}\" is not numeric.");
                WriteError(new ErrorRecord(why, "NonNumericInputObject", ErrorCategory.InvalidType, value));
                return;
            }
            into.AddNumber(number);
        }
        if (Minimum)
            into.AddMinimum(value);
        if (Maximum)
            into.AddMaximum(value);
    }

    private static bool TryNumber(object? value, out double number)
    {
        if (value is int whole)
        {
            number = whole;
            return true;
        }
        return LanguagePrimitives.TryConvertTo(value, out number);
    }

    private MeasureInfo NumberInfo(MeasureStatistics found)
    {
        double? sum = Sum && !_nonNumeric ? found.Sum : null;
        double? average = Average && !_nonNumeric && found.Count > 0 ? found.Sum / found.Count : null;
        double? deviation = StandardDeviation && !_nonNumeric ? found.StandardDeviation : null;
        if (!IsNumber(found.Minimum, out var minimum) || !IsNumber(found.Maximum, out var maximum))
        {
            return new GenericObjectMeasureInfo
            {
                Count = found.Count,
                Sum = sum,
                Average = average,
                Maximum = found.Maximum,
                Minimum = found.Minimum,
                StandardDeviation = deviation,
            };
        }
        return new GenericMeasureInfo
        {
            Count = found.Count,
            Sum = sum,
            Average = average,
            Maximum = maximum,
            Minimum = minimum,
            StandardDeviation = deviation,
        };
    }

    private static bool IsNumber(object? value, out double? number)
    {
        number = null;
        if (value is null)
            return true;
        if (!LanguagePrimitives.TryConvertTo<double>(value, out var converted))
            return false;
        number = converted;
        return true;
    }

    private TextMeasureInfo TextInfo(MeasureStatistics found) => new()
    {
        Lines = Line ? found.Lines : null,
        Words = Word ? found.Words : null,
        Characters = Character ? found.Characters : null,
    };

    /// <summary>A property that no object had is an error only where strict mode asks for it.</summary>
    private void ReportMissing(string name)
    {
        if (!EngineInternals.IsStrict(this, 2))
            return;
        var id = ParameterSetName == TextSet ? "TextMeasurePropertyNotFound" : "GenericMeasurePropertyNotFound";
        var why = new PSArgumentException($"The property \"{name}\" cannot be found in the input for any objects.");
        WriteError(new ErrorRecord(why, id, ErrorCategory.ObjectNotFound, null));
    }
}
