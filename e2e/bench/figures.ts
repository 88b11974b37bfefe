/** Figures of several rounds. */
/** The middle value; for an even number of values, the mean of the two middle ones. Throws for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  if (high === undefined || low === undefined) throw new Error('no values');
  return (high + low) / 2;
}

/** The value that this share of all values does not exceed; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Medians of value, baseline and their ratio in each round: disturbances that affect both sides cancel out. */
export function compared(rounds: readonly { value: number; baseline: number }[]): {
  value: number;
  baseline: number;
  ratio: number;
} {
  return {
    value: median(rounds.map((r) => r.value)),
    baseline: median(rounds.map((r) => r.baseline)),
    ratio: median(rounds.map((r) => r.value / r.baseline)),
  };
}
