/**
 * Acts that devices offer again after this database was restored from a backup (S29). An act with a valid proof of its
 * receipt is judged as of that receipt's time and does not overwrite what a later act wrote, in whatever order devices
 * come back.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { entities, mutations, type MutationName } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { ReceiptSeal } from '../platform/receipt-key.ts';
import { openRecovery } from './recovery.ts';
import { timingSafeEqual } from 'node:crypto';
import type { Act } from './act.ts';

/** How many days a proof is valid: as long as devices keep their acts, plus one day for clock differences. */
export const DAYS = 36;

/** The time given by a valid proof, ISO 8601; null: there is no proof, or it is invalid or too old. */
export function provenAt(
  seal: ReceiptSeal | undefined,
  member: MemberId,
  hash: string,
  m: Pick<MutationEnvelope, 'key' | 'proof'>,
): string | null {
  if (!seal || !m.proof) return null;
  const { at, mac } = m.proof;
  const right = Buffer.from(seal({ member, key: m.key, hash, at }));
  const given = Buffer.from(mac);
  return given.length === right.length &&
    timingSafeEqual(given, right) &&
    Date.parse(at) > Date.now() - DAYS * 86_400_000
    ? at
    : null;
}

/** Adds seals to the answers whose acts were applied. */
export const sealed = (seal: ReceiptSeal | undefined, member: MemberId, answers: Answer[]): Answer[] =>
  seal
    ? answers.map((a) =>
        'hash' in a && a.verdict.status === 'applied'
          ? { ...a, mac: seal({ member, key: a.key, hash: a.hash, at: a.at }) }
          : a,
      )
    : answers;

/** The JSON text of a receipt for a page, with its seal if the act was applied. */
export function sealRow(seal: ReceiptSeal, member: MemberId, json: string): string {
  const row = JSON.parse(json) as { id: Act['key']; hash: string; at: string; verdict: { status: string } };
  if (row.verdict.status !== 'applied') return json;
  const mac = JSON.stringify(seal({ member, key: row.id, hash: row.hash, at: row.at }));
  return `${json.slice(0, json.lastIndexOf('}'))},"mac":${mac}}`;
}

/**
 * Opens a recovery when a device proves a receipt that this database does not know and no recovery accounts for: the
 * database was replaced by an older copy. @returns true when it opened one.
 */
export function noticeLoss(
  db: Database,
  member: MemberId,
  proven: readonly Pick<Act, 'key' | 'asOf'>[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lost] = await tx.query(
      `select 1 from (select recovery_since, recovered_at from installation for update) i
        where i.recovery_since is null and exists (
         select from unnest($2::uuid[], $3::timestamptz[]) p(key, at) where p.at > coalesce(i.recovered_at, '-infinity')
           and not exists (select from receipt r where r.member = $1 and r.key = p.key))`,
      [member, proven.map((p) => p.key), proven.map((p) => p.asOf)],
    );
    if (lost) await openRecovery(tx);
    return lost !== undefined;
  });
}

/**
 * The answer for an act offered again that is refused while a recovery is open, and the code of that refusal once the
 * recovery has ended.
 */
export const recovering = (key: Act['key'], code: string, params: Params): Answer => ({
  key,
  recovering: code,
  params,
});
export const LOST = 'sync.lost_in_restore';

interface Part {
  member: string;
  part: string;
  /** The argument that writes this part, for mutations in which each argument writes its own part. */
  arg?: string;
}
const NOBODY = '00000000-0000-0000-0000-000000000000';
function partsOf(act: Act, member: MemberId, device: DeviceId): Part[] {
  // The registry pairs each name with the types of its own arguments; this pairing is not known statically here.
  const { writes, byField }: Pick<MutationDef, 'writes' | 'byField'> = mutations[act.name as MutationName];
  const refs = writes(act.read as never, { member, device });
  return refs.flatMap(({ e, id }): Part[] => {
    const row = { member: entities[e].scope === 'member' ? member : NOBODY, part: `${e}:${id}` };
    return byField ? Object.keys(act.read).map((arg) => ({ ...row, part: `${row.part}#${arg}`, arg })) : [row];
  });
}

/**
 * The arguments of an act offered again that no later act has overwritten; null when none is left, so that the act has
 * no effect any more.
 */
export async function stillToWrite(
  tx: Queryable,
  act: Act,
  member: MemberId,
  device: DeviceId,
): Promise<Record<string, unknown> | null> {
  const parts = partsOf(act, member, device);
  const later = await tx.query<{ part: string }>(
    `select w.part from unnest($1::uuid[], $2::text[]) p(member, part) join row_write w using (member, part)
      where w.at > $3::timestamptz`,
    [parts.map((p) => p.member), parts.map((p) => p.part), act.asOf],
  );
  const over = new Set(later.map((l) => l.part));
  if (parts.length > 0 && parts.every((p) => over.has(p.part))) return null;
  const gone = new Set(parts.filter((p) => over.has(p.part)).map((p) => p.arg));
  return Object.fromEntries(Object.entries(act.read).filter(([name]) => !gone.has(name)));
}

/**
 * Records what an applied act wrote and when: `at` is the time of its receipt. It does so not only during a known
 * recovery, because an old copy of the database may be in service for a while before a device proves that it is one.
 */
export async function noteWritten(
  tx: Queryable,
  act: Act,
  member: MemberId,
  device: DeviceId,
  at: string,
): Promise<void> {
  const parts = partsOf(act, member, device);
  await tx.query(
    `insert into row_write as w (member, part, at) select distinct member, part, $3::timestamptz
      from unnest($1::uuid[], $2::text[]) p(member, part)
     on conflict (member, part) do update set at = greatest(w.at, excluded.at)`,
    [parts.map((p) => p.member), parts.map((p) => p.part), at],
  );
}
