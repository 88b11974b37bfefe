/**
 * Benchmarks of compost and redistribution. Each compares a run by a real server with one plain SQL statement, on fresh
 * copies of the same economy.
 */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { compared } from '../figures.ts';
import type { BenchContext, Measured } from '../bench.ts';
import { SIZES, MILLION, onCopy } from './economies.ts';
import { bare, ours, type Run } from './sides.ts';

const seconds = (ms: number): number => Number((ms / 1000).toFixed(2));

/** Several rounds with a million wallets, then once each with fewer, for the growth measurement. */
export async function measureRuns(context: BenchContext, kind: RunKind): Promise<Measured> {
  const rounds: { value: number; baseline: number }[] = [];
  const runs: Run[] = [];
  const facts: Record<string, number | string> = {};
  for (let i = 0; i < context.rounds; i++) {
    const rival = await onCopy(context, MILLION, (url) => bare(url, kind, MILLION));
    const run = await onCopy(context, MILLION, (url) => ours(url, kind, MILLION));
    if (rival.wallets !== run.wallets || rival.grains !== run.grains)
      throw new Error(`the bare statement moved ${JSON.stringify(rival)}, the run ${run.wallets} and ${run.grains}`);
    rounds.push({ value: run.ms / 1000, baseline: rival.ms / 1000 });
    runs.push(run);
    context.say(
      `round ${i + 1}: ${seconds(run.ms)} s against ${seconds(rival.ms)} s; longest chunk ` +
        `${Math.round(run.longestChunkMs)} ms, longest wait ${Math.round(run.longestWaitMs)} ms, memory ` +
        `${run.idleMb} to ${run.peakMb} MB`,
    );
  }
  for (const members of SIZES.slice(0, -1)) {
    const rival = await onCopy(context, members, (url) => bare(url, kind, members));
    const run = await onCopy(context, members, (url) => ours(url, kind, members));
    Object.assign(facts, {
      [`s_${members}`]: seconds(run.ms),
      [`bare_${members}`]: seconds(rival.ms),
      [`chunk_${members}`]: Math.round(run.longestChunkMs),
      [`mb_${members}`]: run.peakMb - run.idleMb,
    });
  }
  const most = (of: (run: Run) => number): number => Math.round(Math.max(...runs.map(of)));
  const figures = compared(rounds);
  return {
    n: runs.reduce((sum, run) => sum + run.wallets, 0),
    unit: 's',
    ...figures,
    facts: {
      ...facts,
      [`s_${MILLION}`]: Number(figures.value.toFixed(2)),
      [`bare_${MILLION}`]: Number(figures.baseline.toFixed(2)),
      [`chunk_${MILLION}`]: most((r) => r.longestChunkMs),
      [`mb_${MILLION}`]: most((r) => r.peakMb - r.idleMb),
      wallets: runs[0]?.wallets ?? 0,
      grains: runs[0]?.grains ?? 0,
      chunks: most((r) => r.chunks),
      longestChunkMs: most((r) => r.longestChunkMs),
      longestWaitMs: most((r) => r.longestWaitMs),
      idleMb: most((r) => r.idleMb),
      peakMb: most((r) => r.peakMb),
    },
  };
}
