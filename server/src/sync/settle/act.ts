/**
 * Types of settlement: an act, and the function that a feature registers to settle its mutation in TypeScript (the cold
 * path).
 */
import type { errors, ErrorCode, NoteCode } from '@egoejo/shared/errors.ts';
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationEnvelope, Note, Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Actor } from '../../platform/observability/audit.ts';
import type { Queryable } from '../../platform/database/database.ts';

/** Names of flags that are off in this process (R12). */
export type FlagsOff = readonly string[];

/**
 * An act as read from a request: arguments upcast to the present version, hash of the request as first queued (S6,
 * S24).
 */
export interface Act extends MutationEnvelope {
  hash: string;
  path: 'hot' | 'cold';
  convergent: boolean;
  /** Arguments after upcasting and checking. */
  read: Record<string, unknown>;
  refuse: { code: string; params: Record<string, never> } | null;
  /**
   * When this act was applied before, according to the proof sent with it, ISO 8601; it is judged as of then (S29).
   * Null: it is judged as of now.
   */
  asOf: string | null;
  /**
   * Secret part of the hash-chain link of the act's receipt, hex; a cancel carries the pepper of the act it names.
   * Null: this process does not link receipts.
   */
  pepper: string | null;
}

/**
 * The time of a device clock, which may hold any text: what is not an instant in the database's range counts as now.
 * The day rule clamps every result (R5).
 */
export function instantOrNow(madeAt: string): Date {
  const at = new Date(madeAt);
  const ms = at.getTime();
  return Number.isNaN(ms) || Math.abs(ms) > 8e15 || ms < -6e13 || ms > 2.5e14 ? new Date() : at;
}

export interface SettleContext {
  /** The transaction that commits effects and receipt together (S5). */
  tx: Queryable;
  member: MemberId;
  device: DeviceId;
  key: MutationKey;
  /** The member counter's rev of this transaction: rows of the member's scope are stamped with it. */
  rev: number;
  /** Time by the device's clock, ISO 8601; use it only clamped (R5). */
  madeAt: string;
  /**
   * When the act was applied before a restore, ISO 8601; it is judged as of then. Null: it is judged as of now (S29).
   */
  asOf: string | null;
  /** The time that the act's receipt will have if it is applied, ISO 8601. */
  at: string;
  flagsOff: FlagsOff;
  /** Where the act came from, for the audit log. */
  from: Pick<Actor, 'address' | 'agent'>;
  /**
   * Locks and bumps shared scopes in lock order; call it once, before touching their rows (S12). The revs go into the
   * receipt.
   */
  bump(scopes: readonly Scope[]): Promise<Record<Scope, number>>;
}
export interface Applied {
  applied: Note[];
}
export interface Rejected<C extends ErrorCode = ErrorCode> {
  rejected: C;
  params?: Params;
}
/** A settlement decides before it writes: a rejected act leaves its receipt and nothing else (S8). */
export type Decision<C extends ErrorCode = ErrorCode> = Applied | Rejected<C>;
export const APPLIED: Applied = { applied: [] };

type ParamName<C extends ErrorCode> = (typeof errors)[C][number];
/** Rejects the act with a code and the parameters that `errors.ts` declares for it. */
export const refuse = <C extends ErrorCode>(
  code: C,
  ...[params]: [ParamName<C>] extends [never] ? [] : [params: Record<ParamName<C>, Params[string]>]
): Rejected<C> => ({ rejected: code, ...(params && { params }) });

/** What can become of an act, beside what the sync layer does with any: its refusals, and notes on an applied one. */
export interface Outcomes {
  refuses: readonly ErrorCode[];
  notes?: readonly NoteCode[];
}
export interface ColdSettlement<N extends MutationName> extends Outcomes {
  settle(ctx: SettleContext, args: MutationArgs<N>): Promise<Decision>;
  /** Runs before the transaction takes its locks: reads into memory what is not in the database. */
  before?(args: MutationArgs<N>): Promise<void>;
}
export type ColdSettlements<N extends MutationName> = { [K in N]: ColdSettlement<K> };
/** The outcomes of hot acts, whose settlements are SQL functions. */
export type HotOutcomes<N extends MutationName> = Record<N, Outcomes>;

type CodeOf<D> = D extends Rejected<infer C> ? C : never;
/** `S` if `settle` refuses with the codes that were named and no others; else a type that says where they differ. */
type Checked<S, Named, Refused> = [Refused] extends [Named]
  ? [Named] extends [Refused]
    ? S
    : { neverRefused: Exclude<Named, Refused> }
  : { unnamed: Exclude<Refused, Named> };
/**
 * A settlement with the codes that it can refuse with. It does not compile while `settle` refuses with a code that is
 * not named, or never refuses with one that is.
 */
export function settlement<N extends MutationName, const C extends ErrorCode, D extends Decision>(
  outcomes: { refuses: readonly C[] } & Omit<ColdSettlement<N>, 'settle' | 'refuses'>,
  settle: (ctx: SettleContext, args: MutationArgs<N>) => Promise<D>,
): Checked<ColdSettlement<N>, C, CodeOf<D>>;
export function settlement<N extends MutationName>(
  outcomes: Omit<ColdSettlement<N>, 'settle'>,
  settle: ColdSettlement<N>['settle'],
): ColdSettlement<N> {
  return { ...outcomes, settle };
}

/** How an entity's rows are read for a pull. */
export interface EntitySource {
  entity: string;
  table: string;
  /** Column that holds the row's id on the wire, and the type it is cast to for cursor comparison. */
  key: string;
  keyType: 'uuid' | 'text';
  /** 'member': rows carry `member`; 'scope': rows carry `scope`. */
  by: 'member' | 'scope';
  /** Wire name → SQL expression over the table (alias `t`). */
  columns: Readonly<Record<string, string>>;
  /** Columns sent in addition to the entity's shape; a device that does not know them ignores them. */
  beside?: Readonly<Record<string, string>>;
  /**
   * Rows that older shapes of the entity can hold, as SQL conditions: a device whose cursor names a version below
   * `version` gets only those that satisfy `older` (S24). Once it has the new version it pulls the entity whole.
   */
  widened?: readonly { version: number; older: string }[];
  /** Its rows are tallies, which the combiner writes: each has a `digest` that the audit compares (stamping.sql). */
  tally?: true;
  /** Condition on the rows of a whole pull, as SQL: only receipts of the last 35 days, for example (S7). */
  wholePullOnly?: string;
}
