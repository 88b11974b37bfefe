/** Receipts as devices receive them (S7), and the exchange answers made from them. */
import type { MutationKey, DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { Answer, Note, ReceiptLink, Scope, Verdict } from '@egoejo/shared/sync/protocol.ts';
import { instantOrNow, type Act, type EntitySource } from '../settle/act.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { noteWrittenSql, type Part } from '../recovery/row-writes.ts';

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
    at: 'iso_exact(t.at)',
  },
  beside: { link: 'link_of(t.n, t.chain)' },
  // A device learns the verdict of an older key by sending the act again (S7).
  wholePullOnly: "t.at > now() - interval '35 days'",
};

/**
 * Converts the database's form of a decision. A null `code` means applied, with `detail` as its notes; otherwise
 * `detail` holds the params of the code.
 */
export const verdictOf = (code: string | null, detail: unknown): Verdict =>
  code === null
    ? { status: 'applied', notes: (detail as Note[] | null) ?? [] }
    : { status: 'rejected', code, params: (detail as Params | null) ?? {} };

/** The result of `answer_of` (receipts.sql). */
export interface KnownReceipt {
  hash: string;
  code: string | null;
  detail: unknown;
  revs: Record<Scope, number>;
  at: string;
  /** Null for a receipt older than the hash chain. */
  link: ReceiptLink | null;
}
const CANCELLED = 'sync.cancelled';

/**
 * Answers with the stored verdict if the request is the same; another request under the same key is an error, not a
 * verdict (S6). A key closed by a cancel answers every later request with `sync.cancelled` under the request's own
 * hash, because the hash that the cancel gave may be wrong (S26).
 */
export function replay(key: MutationKey, hash: string, known: KnownReceipt): Answer {
  if (known.hash !== hash && known.code !== CANCELLED) return { key, keyReused: true };
  return storedAnswer(key, { ...known, hash });
}

/** The stored verdict of a key, whatever the request's hash. */
export const storedAnswer = (key: MutationKey, known: KnownReceipt): Answer => ({
  key,
  hash: known.hash,
  verdict: verdictOf(known.code, known.detail),
  revs: known.revs,
  at: known.at,
  ...(known.link && { link: known.link }),
});

/** Writes the receipt of a settled act, and what it `wrote`. @returns its time and its link in the member's chain */
export async function writeReceipt(
  tx: Queryable,
  member: MemberId,
  device: DeviceId,
  act: Act,
  r: {
    code: string | null;
    detail: unknown;
    revs: Record<Scope, number>;
    rev: number;
    at: string;
    wrote: readonly Part[];
  },
): Promise<{ at: string; link: ReceiptLink | null }> {
  const [row] = await tx.query<{ at: string; link: ReceiptLink | null }>(
    `with wrote as (${noteWrittenSql('$12::timestamptz', '$14', '$15')})
    select at, link from write_receipt($1, $2, $3::bytea, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10::timestamptz, $11,
      $12::timestamptz, $13::bytea)`,
    [
      member,
      act.key,
      Buffer.from(act.hash, 'hex'),
      act.name,
      r.code,
      JSON.stringify(r.detail),
      JSON.stringify(r.revs),
      device,
      act.seq,
      instantOrNow(act.madeAt),
      r.rev,
      r.at,
      act.pepper === null ? null : Buffer.from(act.pepper, 'hex'),
      r.wrote.map((p) => p.member),
      r.wrote.map((p) => p.part),
    ],
  );
  return row!;
}
