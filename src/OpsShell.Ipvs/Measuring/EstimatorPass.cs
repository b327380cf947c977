namespace OpsShell.Ipvs.Measuring;

/// <summary>One pass of an estimator's timer: for so long its CPU did nothing else.</summary>
/// <param name="Timer">Which timer; each network namespace has one. A word that means nothing but that.</param>
/// <param name="Cpu">Where it ran.</param>
/// <param name="Duration">From the begin of the timer's function to its end.</param>
internal readonly record struct EstimatorPass(string Timer, int Cpu, TimeSpan Duration);
