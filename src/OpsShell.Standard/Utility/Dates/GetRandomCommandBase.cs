using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-Random and Get-SecureRandom share: random numbers, and random elements of a list.</summary>
public abstract class GetRandomCommandBase : PSCmdlet
{
    internal const string NumberSet = "RandomNumberParameterSet";
    internal const string ListSet = "RandomListItemParameterSet";
    internal const string ShuffleSet = "ShuffleParameterSet";

    private readonly List<object?> _chosen = [];
    private RandomSource? _source;
    private long _seen;

    /// <summary>The number that the random numbers stay below. Default: the largest of the type.</summary>
    [Parameter(ParameterSetName = NumberSet, Position = 0)]
    public object? Maximum { get; set; }

    /// <summary>The smallest random number. Default: 0.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    public object? Minimum { get; set; }

    /// <summary>The list from which elements are drawn, none twice.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipeline = true, Position = 0, Mandatory = true)]
    [Parameter(ParameterSetName = ShuffleSet, ValueFromPipeline = true, Position = 0, Mandatory = true)]
    [AllowNull]
    public object?[]? InputObject { get; set; }

    /// <summary>How many numbers or elements. Default: 1.</summary>
    [Parameter(ParameterSetName = NumberSet)]
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>Writes all elements in random order.</summary>
    [Parameter(ParameterSetName = ShuffleSet, Mandatory = true)]
    public SwitchParameter Shuffle { get; set; }

    internal abstract RandomSource CreateSource();

    private bool DrawsNumbers { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _source = CreateSource();
        DrawsNumbers = ParameterSetName == NumberSet && !(MyInvocation.ExpectingInput && Maximum is null && Minimum is null);
        if (DrawsNumbers && Maximum is Array list)
        {
            InputObject = [.. list];
            DrawsNumbers = false;
        }
        if (DrawsNumbers)
            DrawNumbers(_source);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (DrawsNumbers)
            return;
        var wanted = Shuffle ? int.MaxValue : Count;
        // Every element replaces one already chosen with the right chance, so that the list need not be kept.
        foreach (var item in InputObject ?? [null])
        {
            _seen++;
            if (_chosen.Count < wanted)
                _chosen.Add(item);
            else if (_source!.Next(0L, _seen) < wanted)
                _chosen[_source.Next(0, wanted)] = item;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (DrawsNumbers)
            return;
        for (var i = 0; i < _chosen.Count; i++)
        {
            var other = _source!.Next(i, _chosen.Count);
            (_chosen[i], _chosen[other]) = (_chosen[other], _chosen[i]);
        }
        foreach (var item in _chosen)
            WriteObject(item);
    }

    private void DrawNumbers(RandomSource source)
    {
        var (maximum, minimum) = (Operand(Maximum), Operand(Minimum));
        if (maximum is null or int && minimum is null or int)
            Draw((int?)minimum ?? 0, (int?)maximum ?? int.MaxValue, source.Next);
        else if (maximum is null or int or long && minimum is null or int or long)
            Draw(Whole(minimum, 0), Whole(maximum, long.MaxValue), source.Next);
        else
            Draw(Fraction(minimum, 0), Fraction(maximum, double.MaxValue), source.Next);
    }

    private void Draw<T>(T minimum, T maximum, Func<T, T, T> next)
        where T : IComparable<T>
    {
        if (minimum.CompareTo(maximum) >= 0)
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"The Minimum value ({minimum}) cannot be greater than or equal to the Maximum value ({maximum}).");
            var why = new ArgumentException(message);
            ThrowTerminatingError(new ErrorRecord(why, "MinGreaterThanOrEqualMax", ErrorCategory.InvalidArgument, null));
        }
        for (var i = 0; i < Count && !Stopping; i++)
            WriteObject(next(minimum, maximum));
    }

    private static long Whole(object? value, long otherwise) =>
        value is null ? otherwise : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static double Fraction(object? value, double otherwise) =>
        value is null ? otherwise : (double)LanguagePrimitives.ConvertTo(value, typeof(double), CultureInfo.InvariantCulture);

    /// <summary>Text is the number that it would be in a script: 10, 10L, 1.5 or 1KB.</summary>
    private static object? Operand(object? value)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (bare is not string text)
            return bare;
        var hex = text.Contains("0x", StringComparison.OrdinalIgnoreCase);
        var whole = hex || text.AsSpan().IndexOfAny(".eE") < 0;
        if (whole && LanguagePrimitives.TryConvertTo<int>(text, CultureInfo.InvariantCulture, out var small))
            return small;
        if (whole && LanguagePrimitives.TryConvertTo<long>(text, CultureInfo.InvariantCulture, out var large))
            return large;
        return LanguagePrimitives.TryConvertTo<double>(text, CultureInfo.InvariantCulture, out var fraction)
            ? fraction
            : LanguagePrimitives.ConvertTo(text, typeof(int), CultureInfo.InvariantCulture);
    }
}
