/**
 * One definition of a mutation for both sides (S4). The server adds its settlement, the client replays its optimistic
 * body; neither duplicates the other's part.
 */
import type * as z from 'zod/mini';
import type { DeviceId, MemberId, MutationKey } from '../platform/ids.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { sha256Hex } from '../platform/sha256.ts';
import type { EntityName, EntityRow } from '../rows.ts';

/** A row of the read view that an optimistic body may read or change. */
export interface RowRef<E extends EntityName = EntityName> {
  e: E;
  id: string;
}
/** The member's view when a body runs: base rows plus the changes of the acts queued before. */
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
  /** Device clock, ISO 8601; only ever displayed. */
  madeAt: string;
}

/** See `MutationDef.forget`. */
export type Forget<Args> = {
  [E in EntityName]: {
    entity: E;
    id(args: Args): string;
    once(row: EntityRow<E>): boolean;
    left(args: Args): Record<string, unknown>;
  };
}[EntityName];

/** How a mutation is settled, see `MutationDef.path`. */
type SettlementPath = 'hot' | 'cold';

export interface MutationDef<Name extends string = string, Args = never, Path extends SettlementPath = SettlementPath> {
  name: Name;
  version: number;
  args: z.ZodMiniType<Args>;
  /**
   * 'hot': settled by its PL/pgSQL function in a batch with its neighbours; 'cold': settled by TypeScript in a
   * transaction of its own (S5).
   */
  path: Path;
  /** Any order and any number of copies give the same state, so the act has no receipt (S7). */
  convergent: boolean;
  /**
   * Settling it needs the row of `table` that the argument `arg` names to stay as it is until the transaction ends. The
   * feature brings `lock_<table>_shared` and `try_lock_<table>_shared`. Hot mutations only; a cold one takes its locks
   * itself.
   */
  locks?: { table: string; arg: string };
  /** Each argument writes a field of one row by itself: an older act loses the fields that a later one wrote (S29). */
  byField: boolean;
  /**
   * Upcasters by the version they read: each returns the args of the next version (S24). Never remove one that was
   * shipped.
   */
  upcast: Readonly<Record<number, (args: Record<string, unknown>) => Record<string, unknown>>>;
  /** Grains this act reserves while queued, given the view before it (S4). */
  cost(args: Args, view: ReadView): number;
  /**
   * The rows that the act changes. A later act that changed all of them wins over this one when devices offer both
   * again after a restore (S29).
   */
  writes(args: Args, ctx: Pick<BodyContext, 'member' | 'device'>): RowRef[];
  /**
   * Acts of this mutation give the same state in any order, so the server does not remember what each wrote (S29): one
   * act may name hundreds of rows, also made-up ones.
   */
  orderless: boolean;
  /** The rows that the body reads and the act does not change. */
  reads(args: Args, ctx: Pick<BodyContext, 'member' | 'device'>): RowRef[];
  /**
   * What a device forgets of the act's arguments: once the row that `entity` and `id` name satisfies `once`, a settled
   * act keeps `left` only and is not offered again after a restore (P2). Left out: nothing.
   */
  forget?: Forget<Args>;
  /**
   * Pure: (view, args) to changes. Never throws because the view has changed in the meantime: it then changes nothing.
   */
  optimistic(view: ReadView, args: Args, ctx: BodyContext): Change[];
}

type Given<Name extends string, Args, Path extends SettlementPath> = Pick<
  MutationDef<Name, Args, Path>,
  'name' | 'version' | 'args' | 'path' | 'writes' | 'optimistic'
> &
  Partial<MutationDef<Name, Args, Path>>;

/** Defines a mutation. The defaults are the plain case: with receipt, all or nothing, no cost, no older version. */
export function defineMutation<const Name extends string, Args, const Path extends SettlementPath>(
  d: Given<Name, Args, Path>,
): MutationDef<Name, Args, Path> {
  return { convergent: false, byField: false, orderless: false, upcast: {}, cost: () => 0, reads: () => [], ...d };
}

/** Converts args written by any shipped version to the current one; `undefined` when the version is unknown. */
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

/** The request that a key identifies, as text: name, version and args *as first queued* (S6). */
export const hashedText = (m: { name: string; version: number; args: unknown }): string =>
  canonicalJson({ name: m.name, version: m.version, args: m.args });
/** SHA-256 of that text, lower-case hex. Code that runs on Node alone may hash the text with a faster function. */
export const requestHash = (m: { name: string; version: number; args: unknown }): string => sha256Hex(hashedText(m));
