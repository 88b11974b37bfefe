/**
 * Remembers what applied acts wrote and when, so that an act offered again does not overwrite what a later act wrote,
 * in whatever order devices come back (S29).
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { entities, mutations, type EntityName, type MutationName } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Act } from '../settle/act.ts';

export interface Part {
  member: string;
  part: string;
  /** The argument that writes this part, for mutations in which each argument writes its own part. */
  arg?: string;
}
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** The parts of rows that this act writes and that the server remembers. */
export function partsOf(act: Act, member: MemberId, device: DeviceId): Part[] {
  // The registry pairs each name with the types of its own arguments; this pairing is not known statically here.
  const { writes, byField, orderless }: Pick<MutationDef, 'writes' | 'byField' | 'orderless'> =
    mutations[act.name as MutationName];
  if (orderless) return [];
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
 * Which of these shared rows a later act has written. Acts on several rows ask for each, since `stillToWrite` says null
 * only if none is left. None if the act is not offered again.
 */
export async function writtenLater<Id extends string>(
  tx: Queryable,
  asOf: string | null,
  e: EntityName,
  ids: readonly Id[],
): Promise<Id[]> {
  if (asOf === null) return [];
  const later = await tx.query<{ id: Id }>(
    `select p.id from unnest($1::text[]) p(id) join row_write w on w.member = $2 and w.part = $3 || ':' || p.id
      where w.at > $4::timestamptz`,
    [ids, NOBODY, e, asOf],
  );
  return later.map(({ id }) => id);
}

/**
 * SQL that records what an applied act wrote and when: `at` is the time of its receipt. It is part of the statement
 * that writes the receipt, and runs not only during a known recovery, because an old copy of the database may be in
 * service for a while before a device proves that it is one. The arguments are SQL expressions.
 */
export const noteWrittenSql = (at: string, members: string, parts: string): string =>
  `insert into row_write as w (member, part, at) select distinct member, part, ${at}
    from unnest(${members}::uuid[], ${parts}::text[]) p(member, part)
    on conflict (member, part) do update set at = greatest(w.at, excluded.at)`;
