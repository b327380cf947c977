namespace OpsShell.Core.Probing;

/// <summary>Why an answer may have broken off.</summary>
internal enum ProbeCut
{
    /// <summary>It was not cut by this side; if it is not whole, the connection ended.</summary>
    None,

    /// <summary>The batch's time was up.</summary>
    TimedOut,

    /// <summary>It passed the batch's total size limit.</summary>
    TooLarge,
}
