/**
 * S29: acts that devices offer again after this database was put back from a backup. One with the proof of its receipt is judged as of
 * that receipt's time, and does not overwrite what a later one wrote, in whatever order devices come back.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { entities, mutations, type MutationName } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Seal } from '../platform/receipt-key.ts';
import { openRecovery } from '../backup/recovery.ts';
import { timingSafeEqual } from 'node:crypto';
import type { Act } from './settlement.ts';

/** As long as devices keep their acts, and a day for clocks. */
const DAYS = 36;

/** The time a valid proof gives, ISO 8601; null: there is none, or it is not ours. */
export function provenAt(seal: Seal | undefined, member: MemberId, hash: string, m: Pick<MutationEnvelope, 'key' | 'proof'>): string | null {
  if (!seal || !m.proof) return null;
  const { at, mac } = m.proof;
  const right = Buffer.from(seal({ member, key: m.key, hash, at }));
  const given = Buffer.from(mac);
  return given.length === right.length && timingSafeEqual(given, right) && Date.parse(at) > Date.now() - DAYS * 86_400_000 ? at : null;
}

/** Answers with the seals of receipts whose acts were applied. */
export const sealed = (seal: Seal | undefined, member: MemberId, answers: Answer[]): Answer[] =>
  seal ? answers.map((a) => ('hash' in a && a.verdict.status === 'applied' ? { ...a, mac: seal({ member, key: a.key, hash: a.hash, at: a.at }) } : a)) : answers;

/** A receipt's JSON text as a page carries it, with its seal. */
export function sealRow(seal: Seal, member: MemberId, json: string): string {
  const row = JSON.parse(json) as { id: Act['key']; hash: string; at: string; verdict: { status: string } };
  if (row.verdict.status !== 'applied') return json;
  return `${json.slice(0, json.lastIndexOf('}'))},"mac":${JSON.stringify(seal({ member, key: row.id, hash: row.hash, at: row.at }))}}`;
}

/**
 * Opens a recovery when a device proves a receipt that this database does not know and no recovery accounts for: a copy of the disk was
 * put in its place. @returns true when it did.
 */
export function noticeLoss(db: Database, member: MemberId, proven: readonly Pick<Act, 'key' | 'asOf'>[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lost] = await tx.query(
      `select 1 from (select recovery_since, recovered_at from installation for update) i where i.recovery_since is null and exists (
         select from unnest($2::uuid[], $3::timestamptz[]) p(key, at) where p.at > coalesce(i.recovered_at, '-infinity')
           and not exists (select from receipt r where r.member = $1 and r.key = p.key))`,
      [member, proven.map((p) => p.key), proven.map((p) => p.asOf)],
    );
    if (lost) await openRecovery(tx);
    return lost !== undefined;
  });
}

/** How a refusal of an act offered again is told while a recovery is open, and what it becomes afterwards. */
export const recovering = (key: Act['key'], code: string, params: Params): Answer => ({ key, recovering: code, params });
export const LOST = 'sync.lost_in_restore';

interface Part {
  member: string;
  part: string;
  /** The argument that writes it, where each argument writes its own. */
  arg?: string;
}
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Their arguments are fields of one row that are written each by itself. */
const BY_FIELD: ReadonlySet<string> = new Set<MutationName>(['profile.update', 'preferences.set']);

function partsOf(act: Act, member: MemberId, device: DeviceId): Part[] {
  // The registry pairs each name with its own arguments; here both are only known to belong together.
  const { touches }: Pick<MutationDef, 'touches'> = mutations[act.name as MutationName];
  const refs = touches(act.read as never, { member, device });
  return refs.flatMap(({ e, id }): Part[] => {
    const row = { member: entities[e].scope === 'member' ? member : NOBODY, part: `${e}:${id}` };
    return BY_FIELD.has(act.name) ? Object.keys(act.read).map((arg) => ({ ...row, part: `${row.part}#${arg}`, arg })) : [row];
  });
}

/** The arguments of an act offered again that no later act has written over; null: none is left, it has no effect any more. */
export async function stillToWrite(tx: Queryable, act: Act, member: MemberId, device: DeviceId): Promise<Record<string, unknown> | null> {
  const parts = partsOf(act, member, device);
  const later = await tx.query<{ part: string }>(
    `select w.part from unnest($1::uuid[], $2::text[]) p(member, part) join row_write w using (member, part) where w.at > $3::timestamptz`,
    [parts.map((p) => p.member), parts.map((p) => p.part), act.asOf],
  );
  const over = new Set(later.map((l) => l.part));
  if (parts.length > 0 && parts.every((p) => over.has(p.part))) return null;
  const gone = new Set(parts.filter((p) => over.has(p.part)).map((p) => p.arg));
  return Object.fromEntries(Object.entries(act.read).filter(([name]) => !gone.has(name)));
}

/** Remembers what an applied act wrote, and when: as of its receipt, or now. */
export async function noteWritten(tx: Queryable, act: Act, member: MemberId, device: DeviceId): Promise<void> {
  const parts = partsOf(act, member, device);
  await tx.query(
    `insert into row_write as w (member, part, at) select distinct member, part, coalesce($3::timestamptz, now()) from unnest($1::uuid[], $2::text[]) p(member, part)
     on conflict (member, part) do update set at = greatest(w.at, excluded.at)`,
    [parts.map((p) => p.member), parts.map((p) => p.part), act.asOf],
  );
}
