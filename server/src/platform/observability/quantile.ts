/**
 * Durations counted in buckets, so that the counts of any servers and days can be added and quantiles computed from the
 * sums. Four buckets to an octave: each upper bound is a bit less than a fifth (2^¼) above the one before.
 */
const AN_OCTAVE = 4;
/** The last bucket is open-ended: 30 s and above. */
const LAST = Math.ceil(AN_OCTAVE * Math.log2(30_000));

/** The bucket of a duration: 0 for up to 1 ms; `i` for above 2^((i − 1)/4) and up to 2^(i/4) ms. */
export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.min(LAST, Math.ceil(AN_OCTAVE * Math.log2(ms))));
const upperEdge = (bucket: number): number => 2 ** (bucket / AN_OCTAVE);

/**
 * The duration in ms that a share `q` of all did not exceed; null when nothing was counted. Its bucket is exact (the
 * one that holds the ⌈q·n⌉-th smallest); inside the bucket, durations are assumed to be evenly spread. So the error is
 * less than the width of the bucket: less than a fifth, up to 1 ms less than 1 ms; above 30 s the result is 30 s.
 * @param counts the number of durations by bucket.
 */
export function quantile(counts: ReadonlyMap<number, number>, q: number): number | null {
  const sorted = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const rank = Math.max(1, Math.ceil(q * sorted.reduce((sum, [, n]) => sum + n, 0)));
  let below = 0;
  for (const [bucket, n] of sorted) {
    if (below + n >= rank) {
      const from = bucket === 0 ? 0 : upperEdge(bucket - 1);
      return bucket >= LAST ? from : from + ((upperEdge(bucket) - from) * (rank - below)) / n;
    }
    below += n;
  }
  return null;
}
