/**
 * Shrinks a failing seed to the few events that matter (S28): it is run again and again with fewer events, and whatever
 * still breaks the same invariant is kept.
 */
import { kindOf } from '../scheduler/events.ts';
import type { Outcome } from './seed.ts';

/** Most runs of a seed. Each is shorter than the one before. */
const MOST_RUNS = 160;

/** Runs the seed with only these events. */
type Run = (only: ReadonlySet<string>) => Promise<Outcome>;

/** Parts of a list to leave out in one try: all events of one kind, then ever smaller runs of neighbours. */
function* cuts(events: readonly string[]): Generator<Set<string>> {
  for (const kind of new Set(events.map(kindOf))) yield new Set(events.filter((event) => kindOf(event) === kind));
  for (let size = Math.ceil(events.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < events.length; at += size) yield new Set(events.slice(at, at + size));
}

/**
 * Shrinks a failed outcome. No event can be left out of the result alone, unless the runs ran out.
 * @returns the outcome with the fewest events that breaks the same invariant
 */
export async function shrink(failed: Outcome, run: Run, most = MOST_RUNS): Promise<Outcome> {
  const invariant = failed.violation?.invariant;
  let best = failed;
  let left = most;
  for (let before = Infinity; best.events.length < before && left > 0;) {
    before = best.events.length;
    for (const cut of cuts(best.events)) {
      if (left <= 0) break;
      const kept = best.events.filter((event) => !cut.has(event));
      if (kept.length === best.events.length) continue;
      left--;
      const tried = await run(new Set(kept));
      // With fewer events, others may happen that the rest of the list allows; each step must make it smaller.
      if (tried.violation?.invariant === invariant && tried.events.length < best.events.length) best = tried;
    }
  }
  return best;
}
