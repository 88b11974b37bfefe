import { expect, it } from 'vitest';
import { noCounts } from '../scheduler/faults.ts';
import type { Outcome } from './seed.ts';
import { shrink } from './shrink.ts';
import { halfOf } from '../scheduler/swarm.ts';
import { rngOf } from '../scheduler/rng.ts';

const outcome = (events: string[], invariant: string | null): Outcome => ({
  seed: 1,
  counts: noCounts(),
  acts: {},
  applied: [],
  steps: 1,
  ms: 1,
  digest: '',
  events,
  violation: invariant === null ? null : { invariant, message: invariant, tail: [] },
  trace: [],
});
const all = Array.from({ length: 400 }, (_, i) => `${['act of m0d0', 'delayed', 'tap of m1d0'][i % 3]}.${i}`);

it('S28: a failing seed is shrunk to the events that matter, however far apart, and to no other violation', async () => {
  const matter = [all[3]!, all[200]!, all[399]!];
  let runs = 0;
  const shrunk = await shrink(outcome(all, 'sums'), async (only) => {
    runs++;
    const events = all.filter((event) => only.has(event));
    const breaks = matter.every((event) => only.has(event));
    return outcome(events, breaks ? 'sums' : events.length < 20 ? 'another' : null);
  });
  expect(shrunk.events).toEqual(matter);
  expect(shrunk.violation?.invariant).toBe('sums');
  expect(runs).toBeLessThan(160);
});

it('S28: a swarm run has half of the names, and each seed another half', () => {
  const halves = [1, 2].map((seed) => halfOf(all.slice(0, 20), rngOf(seed)));
  expect(halves.map((half) => half.size)).toEqual([10, 10]);
  expect(halves[0]).not.toEqual(halves[1]);
});
