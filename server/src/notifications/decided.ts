/**
 * The notification of a proposal, a report or an appeal is deleted when nobody has to decide any more. Devices count
 * the waiting proposals by these rows.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { caseOf } from '../moderation/model.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { caseTold, waitingOf } from './told.ts';

const OVER = `n.kind = 'proposed'
  and not exists (select from project p where p.id = n.project and p.status = 'proposed')`;

/** Deletes notifications of many members. @param where condition on `n`; it is tested again under the locks */
async function forget(tx: Queryable, where: string, params: readonly unknown[]): Promise<void> {
  const rows = await tx.query<{ member: MemberId }>(
    `select distinct n.member from notification n where ${where} order by n.member`,
    params,
  );
  if (rows.length === 0) return;
  const members = rows.map((r) => r.member);
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(`delete from notification n where ${where} and n.member = any($${params.length + 1}::uuid[])`, [
    ...params,
    members,
  ]);
  await notifyMoved(tx, scopes);
}

/** Deletes the notifications of decided proposals. @param project one proposal, or null for all */
export const forgetDecided = (tx: Queryable, project: string | null): Promise<void> =>
  forget(tx, `($1::uuid is null or n.project = $1) and ${OVER}`, [project]);

/** Deletes the notifications of a case's reports and appeals, except of what waits now. */
export async function forgetCase(tx: Queryable, id: string | null): Promise<void> {
  const now = id === null ? undefined : await caseOf(tx, id);
  if (!now) return;
  const told = Array.from({ length: now.round + 1 }, (_, round) => round).flatMap((round) =>
    (['reported', 'appealed'] as const).map((kind) => ({ round, kind, id: caseTold(now.id, round, kind) })),
  );
  const over = told.filter((t) => t.round !== now.round || t.kind !== waitingOf(now));
  await forget(tx, 'n.id = any($1::uuid[])', [over.map((t) => t.id)]);
}

/** Tells new animators of a community which proposals wait there. Who was told before gets nothing new. */
export async function tellAgain(tx: Queryable, community: string | null): Promise<void> {
  const waiting = await tx.query<{ id: string }>(
    `select id from project where community = $1 and status = 'proposed' order by id`,
    [community],
  );
  for (const { id } of waiting) await emit(tx, 'project.waiting', id, {});
}
