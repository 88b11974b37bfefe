/** What the parts of one seed's run share. */
import type { Database } from '../src/platform/database.ts';
import type { Backend } from './backend.ts';
import type { BuildName, Builds } from './builds.ts';
import type { Cluster } from './cluster.ts';
import type { Device, Made } from './device.ts';
import type { Faults } from './faults.ts';
import type { Lane } from './gate.ts';
import type { Places } from './places.ts';
import type { Rng } from './rng.ts';
import type { Scheduler } from './scheduler.ts';

export interface World {
  sched: Scheduler;
  rng: Rng;
  faults: Faults;
  newId: <T extends string>() => T;
  backend: Backend;
  builds: Builds;
  places: Places;
  cluster: Cluster;
  lane: Lane;
  /** A crowd before a slow database: transactions of several members meet at one row, and answers are read between their ends. */
  haste: boolean;
  /** An operator's connection: it takes turns with the server's, and never fails. */
  operator: Database;
  devices: Device[];
  made: Map<string, Made>;
  /** Acts queued, by name. */
  acts: Record<string, number>;
  /** Tabs that sleep until another may have taken their lock. */
  asleep: number;
  /** The database was put back to an older state. */
  restored: boolean;
  /** What the server was last updated to. */
  deployed: BuildName;
}
