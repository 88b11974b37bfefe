/** The state shared by the parts of one seed's run. */
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Backend } from '../server/backend.ts';
import type { BuildName, Builds } from '../builds/builds.ts';
import type { Cluster } from '../server/cluster.ts';
import type { Device } from '../device/device.ts';
import type { Made } from '../device/made.ts';
import type { SimulatedName } from '../mutations/model.ts';
import type { Events } from '../scheduler/events.ts';
import type { Faults } from '../scheduler/faults.ts';
import type { Lane } from '../server/gate.ts';
import type { Installation } from './installation.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';

export interface World {
  sched: Scheduler;
  rng: Rng;
  faults: Faults;
  events: Events;
  /** The mutations that members make in this seed. */
  mutations: ReadonlySet<SimulatedName>;
  /** The same in the order in which members come to each of them; those made move to the end. */
  tour: SimulatedName[];
  /** How often a member makes what comes next in the tour. */
  tourShare: number;
  /** Mutations that a device was told are applied. */
  applied: Set<string>;
  newId: <T extends string>() => T;
  backend: Backend;
  builds: Builds;
  installation: Installation;
  cluster: Cluster;
  lane: Lane;
  /**
   * A crowd before a slow database: transactions of several members contend for one row, and their commits interleave
   * with reads.
   */
  haste: boolean;
  /** An operator's connection: it takes turns with the server's connections and never fails. */
  operator: Database;
  devices: Device[];
  made: Map<string, Made>;
  /** Number of queued acts by name. */
  acts: Record<string, number>;
  /** Number of tabs that sleep until another tab may have stolen their lock. */
  asleep: number;
  /** The database was restored to an older state. */
  restored: boolean;
  /** The build that all of the server was last updated to. */
  deployed: BuildName;
  /** The server is being updated: one of its processes runs the next build already. */
  rolling: boolean;
}
