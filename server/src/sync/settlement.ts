/** What a settlement works on, and what a feature gives the sync layer to settle a mutation in TypeScript (the cold path). */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { DeviceId, MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationEnvelope, Note, Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database.ts';

/** Names of flags that are off in this process (R12). */
export type FlagsOff = readonly string[];

/** One act, read: its version is the present one and its hash that of the request as first queued (S6, S24). */
export interface Act extends MutationEnvelope {
  hash: string;
  path: 'hot' | 'cold';
  convergent: boolean;
  /** Arguments after upcasting and checking. */
  read: Record<string, unknown>;
  refuse: { code: string; params: Record<string, never> } | null;
  /** S29: when it was applied before, by the proof it came with; ISO 8601. Null: it is judged as of now. */
  asOf: string | null;
}

/** A device clock may say anything, even nonsense: what is no instant counts as now, and all are clamped by the day rule (R5). */
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
  /** The device's clock, ISO 8601; never believed unclamped (R5). */
  madeAt: string;
  /** S29: it was applied at that time once, ISO 8601, and is judged as of then; null: as of now. */
  asOf: string | null;
  flagsOff: FlagsOff;
  /**
   * Locks and bumps shared scopes in lock order; call it once, before touching their rows (S12). The revs go into the
   * receipt.
   */
  bump(scopes: readonly Scope[]): Promise<Record<Scope, number>>;
}
/** A body decides before it writes: a rejection leaves its receipt and nothing else (S8). */
export type Decision = { applied: Note[] } | { rejected: ErrorCode; params?: Params };
export const APPLIED: Decision = { applied: [] };

export type ColdSettlement<N extends MutationName> = (ctx: SettleContext, args: MutationArgs<N>) => Promise<Decision>;
export type ColdSettlements<N extends MutationName> = { [K in N]: ColdSettlement<K> };

/** How an entity's rows are read for a pull. */
export interface EntitySource {
  entity: string;
  table: string;
  /** Column that is the row's id on the wire, and its type's cast for cursor comparison. */
  key: string;
  keyType: 'uuid' | 'text';
  /** 'member': rows carry `member`; 'scope': rows carry `scope`. */
  by: 'member' | 'scope';
  /** Wire name → SQL expression over the table (alias `t`). */
  columns: Readonly<Record<string, string>>;
  /** Left out of a whole pull: for receipts, those over 35 days old (S7). */
  wholePullOnly?: string;
}
