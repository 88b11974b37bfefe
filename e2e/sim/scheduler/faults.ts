/** The faults of a run (S28): which there are, how often they strike, and how often they did. */
import type { Events } from './events.ts';
import type { Rng } from './rng.ts';

export const faultNames = [
  'request-lost',
  'response-lost',
  'duplicated',
  'reordered',
  'delayed',
  'truncated',
  'channel-broken',
  'page-dropped',
  '5xx',
  '429',
  '401',
  'server-killed',
  'database-busy',
  'tab-killed',
  'tab-frozen',
  'tab-frozen-writing',
  'lock-stolen',
  'storage-restored',
  'storage-evicted',
  'storage-corrupted',
  'clock-skewed',
  'tombstones-pruned',
  'app-updated',
  'upgrade-killed',
  'rolling-deployment',
  'scope-revoked',
  'database-restored',
  'disk-copied',
] as const;
export type FaultName = (typeof faultNames)[number];
export type Counts = Record<FaultName, number>;
export const noCounts = (): Counts => Object.fromEntries(faultNames.map((name) => [name, 0])) as Counts;

/** Probability of each fault per opportunity: a request, a statement, a pause between acts. */
const CHANCES: Partial<Record<FaultName, number>> = {
  'request-lost': 0.05,
  'response-lost': 0.06,
  duplicated: 0.06,
  delayed: 0.05,
  truncated: 0.06,
  'channel-broken': 0.02,
  'page-dropped': 0.1,
  '5xx': 0.03,
  '429': 0.03,
  '401': 0.02,
  'server-killed': 0.002,
  'database-busy': 0.002,
  'tab-killed': 0.02,
  'storage-restored': 0.03,
  'storage-evicted': 0.02,
  'storage-corrupted': 0.02,
  'clock-skewed': 0.02,
  'tombstones-pruned': 0.03,
  'app-updated': 0.03,
  'upgrade-killed': 0.8,
  'rolling-deployment': 0.08,
  'scope-revoked': 0.08,
  'tab-frozen': 0.12,
  'tab-frozen-writing': 0.05,
};

export class Faults {
  readonly rng: Rng;
  readonly counts = noCounts();
  /** False: no faults, so that the world can come to rest. */
  on = true;
  readonly #events: Events;
  /** Faults that never strike in this seed (swarm.ts). */
  readonly #off: ReadonlySet<FaultName>;
  /** Scales all probabilities, so that some seeds are calmer and some wilder. */
  readonly #measure: number;

  constructor(rng: Rng, events: Events, off: ReadonlySet<FaultName>) {
    this.rng = rng;
    this.#events = events;
    this.#off = off;
    this.#measure = rng.pick([0.4, 1, 1, 1.6]);
  }
  /** Whether this fault strikes now; counts it if so. */
  strikes(name: FaultName): boolean {
    if (!this.begins(name)) return false;
    this.counts[name]++;
    return true;
  }
  /** Whether this fault is set up now. It is counted once it strikes. */
  begins(name: FaultName): boolean {
    return this.on && this.rng.chance((CHANCES[name] ?? 0) * this.#measure) && this.allows(name);
  }
  /** Whether this fault may strike now; the caller has drawn whether it does. */
  allows(name: FaultName): boolean {
    return !this.#off.has(name) && this.#events.takes(name);
  }
  count(name: FaultName): void {
    this.counts[name]++;
  }
}
