/**
 * One definition of a mutation for both sides (S4). The server wraps it with a settlement, the client replays its
 * optimistic body; neither keeps a twin of the other.
 */
import type * as z from 'zod/mini';
import type { DeviceId, MemberId, MutationKey } from '../platform/ids.ts';
import { canonicalJson, sha256Hex } from '../platform/canonical-json.ts';
import type { EntityName, EntityRow } from '../registry.ts';

/** A row of the read view an optimistic body may look at or change. */
export interface RowRef<E extends EntityName = EntityName> {
  e: E;
  id: string;
}
/** The member's view when a body runs: base rows with the changes of the acts queued before. */
export interface ReadView {
  get<E extends EntityName>(e: E, id: string): EntityRow<E> | undefined;
}
/** `row: null` hides the row. Bodies change the member's own rows, never a tally (S3). */
export type Change = { [E in EntityName]: { e: E; id: string; row: EntityRow<E> | null } }[EntityName];

export interface BodyContext {
  member: MemberId;
  device: DeviceId;
  key: MutationKey;
  seq: number;
  /** The device's clock, ISO 8601; only ever shown. */
  madeAt: string;
}

export interface MutationDef<Name extends string = string, Args = never> {
  name: Name;
  version: number;
  args: z.ZodMiniType<Args>;
  /**
   * 'hot': settled by its PL/pgSQL function together with its neighbours; 'cold': by TypeScript, one transaction
   * of its own (S5).
   */
  path: 'hot' | 'cold';
  /** Any order and any number of copies give the same state: no receipt (S7). */
  convergent: boolean;
  /** Changes rows of a scope that others see: never shares a transaction (S5). */
  sharedScope: boolean;
  /** Upcasters by the version they read: each returns the args of the next version (S24). Never empty a shipped one. */
  upcast: Readonly<Record<number, (args: Record<string, unknown>) => Record<string, unknown>>>;
  /** Grains this act reserves while queued, given the view before it (S4). */
  cost(args: Args, view: ReadView): number;
  /** Rows the body reads or writes; acts that touch a common row wait together (S9). */
  touches(args: Args, ctx: Pick<BodyContext, 'member' | 'device'>): RowRef[];
  /** Pure: (view, args) to changes. Never throws for a view that moved meanwhile: it then changes nothing. */
  optimistic(view: ReadView, args: Args, ctx: BodyContext): Change[];
  /** Fields of `args` that must never reach a log or an error report. */
  secretArgs?: readonly string[];
}

type Given<Name extends string, Args> = Pick<MutationDef<Name, Args>, 'name' | 'version' | 'args' | 'path' | 'touches' | 'optimistic'> &
  Partial<MutationDef<Name, Args>>;

/** Defines a mutation; what is left out is the plain case: with receipt, own scope, free, no older version. */
export function defineMutation<const Name extends string, Args>(d: Given<Name, Args>): MutationDef<Name, Args> {
  return { convergent: false, sharedScope: false, upcast: {}, cost: () => 0, ...d };
}

/** Reads args written by any shipped version as the present one's; `undefined` when the version is unknown. */
export function upcast(def: Pick<MutationDef, 'version' | 'upcast'>, version: number, args: Record<string, unknown>) {
  let v = version;
  let a = args;
  while (v < def.version) {
    const step = def.upcast[v];
    if (!step) return undefined;
    a = step(a);
    v++;
  }
  return v === def.version ? a : undefined;
}

/** What a key stands for: name, version and args *as first queued* (S6). Lower-case hex. */
export const requestHash = (m: { name: string; version: number; args: unknown }): string =>
  sha256Hex(canonicalJson({ name: m.name, version: m.version, args: m.args }));
