/** Receipts as devices get them (S7), and the answers an exchange makes of them. */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { Answer, Note, Scope, Verdict } from '@egoejo/shared/sync/protocol.ts';
import type { EntitySource } from './settlement.ts';

export const receiptSource: EntitySource = {
  entity: 'receipt',
  table: 'receipt',
  key: 'key',
  keyType: 'uuid',
  by: 'member',
  columns: {
    id: 't.key',
    hash: "encode(t.hash, 'hex')",
    name: 't.name',
    verdict: `case when t.code is null then jsonb_build_object('status', 'applied', 'notes', coalesce(t.detail, '[]'))
      else jsonb_build_object('status', 'rejected', 'code', t.code, 'params', coalesce(t.detail, '{}')) end`,
    revs: "coalesce(t.revs, jsonb_build_object('member:' || t.member, t.rev))",
    at: 'iso(t.at)',
  },
  // S7: the verdict of an older key is learnt by sending it.
  wholePullOnly: "t.at > now() - interval '35 days'",
};

/** The database's form of a decision: no code is "applied" and `detail` its notes, else `detail` is the code's params. */
export const verdictOf = (code: string | null, detail: unknown): Verdict =>
  code === null
    ? { status: 'applied', notes: (detail as Note[] | null) ?? [] }
    : { status: 'rejected', code, params: (detail as Params | null) ?? {} };

/** What `answer_of` (settle.sql) gives. */
export interface KnownReceipt {
  hash: string;
  code: string | null;
  detail: unknown;
  revs: Record<Scope, number>;
  at: string;
}
/** S6: the stored verdict for the same request; another request under the same key is an error, not a verdict. */
export function replay(key: MutationKey, hash: string, known: KnownReceipt): Answer {
  if (known.hash !== hash) return { key, keyReused: true };
  return standing(key, known);
}
/** The verdict a key has, whatever was asked. */
export const standing = (key: MutationKey, known: KnownReceipt): Answer => ({
  key, hash: known.hash, verdict: verdictOf(known.code, known.detail), revs: known.revs, at: known.at,
});
