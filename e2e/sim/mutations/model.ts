/** What the simulator knows of a mutation: how often members do it, with which arguments, and what it leaves behind. */
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { Device } from '../device/device.ts';
import type { Installation } from '../world/installation.ts';
import type { Rng } from '../scheduler/rng.ts';

/** All mutations except `sync.cancel`, which is sent when an act is taken back. */
export type SimulatedName = Exclude<MutationName, 'sync.cancel'>;

/** What a new act can refer to. */
export interface MakeContext {
  rng: Rng;
  installation: Installation;
  device: Device;
  newId: <T extends string>() => T;
}
/** The rows that acts overwrite, read from the server once the world is at rest. Keys: ids, or `member/id`. */
export interface State {
  bio: Map<string, unknown>;
  theme: Map<string, unknown>;
  joined: Set<string>;
  /** Those of them who alone animate their community: a removal that meets this does nothing. */
  soleAnimators: Set<string>;
  ballots: Map<string, string>;
  items: Set<string>;
  tracks: Set<string>;
  likes: Set<string>;
  projects: Map<string, string>;
  polls: Map<string, { state: string; closes: string }>;
  /** The private community, whose members an operator adds and removes manually. */
  closed: string;
}
/** The value that an act overwrites, and whether the act's value is there now. */
export interface LastWord {
  subject: string;
  stands: boolean;
}
/** What a policy asks of a member: a role in the whole app, or to animate a community. */
export type Standing = 'animator' | 'author' | 'administrator';

export interface Simulated<N extends SimulatedName> {
  /** Who may do it; left out: every member. Others do it too, less often, and are refused. */
  by?: Standing;
  /** How often members choose it, relative to the others. */
  weight: number;
  /** Arguments that are often valid and sometimes not. */
  make: (context: MakeContext) => MutationArgs<N>;
  /** null: its effects add up in any order, and it has no last word. */
  last: ((act: { args: MutationArgs<N>; member: string }, now: State) => LastWord | null) | null;
}
export type SimulatedMutations<N extends SimulatedName> = { [M in N]: Simulated<M> };
