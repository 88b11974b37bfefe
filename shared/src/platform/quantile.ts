/**
 * Times counted in buckets, so that counts of any servers and days may be added, and quantiles read from the sums. Four buckets to an
 * octave: each is a bit less than a fifth (2^¼) wider than the one before it.
 */
const AN_OCTAVE = 4;
/** The last bucket is open: 30 s and what is above. */
const LAST = Math.ceil(AN_OCTAVE * Math.log2(30_000));

/** The bucket of a time: 0 holds all up to 1 ms, `i` what is above 2^((i − 1)/4) and up to 2^(i/4) ms. */
export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.min(LAST, Math.ceil(AN_OCTAVE * Math.log2(ms))));
const upperEdge = (bucket: number): number => 2 ** (bucket / AN_OCTAVE);

/**
 * The time, in ms, that a share `q` of all did not exceed; null when nothing was counted. The bucket it lies in is known exactly (the
 * one that holds the ⌈q·n⌉-th smallest); inside it times are taken as evenly spread. So it is off by less than that bucket is wide: by
 * less than a fifth, up to 1 ms by less than 1 ms, and above 30 s it says 30 s. @param counts how many, by bucket.
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
