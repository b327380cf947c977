using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes file objects where paths are asked for: as their full path, not their name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileToPathAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => ToPath(inputData) switch
    {
        string path => path,
        IList list => list.Cast<object>().Select(ToPath).ToArray(),
        _ => inputData,
    };

    private static object ToPath(object value)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare is FileInfo file ? file.FullName : bare;
    }
}
