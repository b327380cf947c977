using System.Collections.Immutable;

namespace OpsShell.Ipvs.Facts;

/// <summary>How full a table of IPVS that grows by itself is.</summary>
/// <param name="Entries">Connections or services.</param>
/// <param name="Buckets">Buckets; null when the kernel has no table yet.</param>
/// <param name="Bits">Base-2 logarithm of the buckets.</param>
/// <param name="LoadFactor">Base-2 logarithm of the entries a bucket at which it grows (<c>conn_lfactor</c>, <c>svc_lfactor</c>), mostly negative.</param>
/// <param name="ChainLengths">Buckets by the number of entries in them, 0 to 7; 7 stands for 7 and more. What has no bucket is left out.</param>
public sealed record IpvsHashTable(
    ulong Entries, ulong? Buckets, int? Bits, int? LoadFactor, ImmutableSortedDictionary<int, ulong> ChainLengths);
