import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { keepNewest } from './keep.ts';
import { announcing } from './policy.ts';

async function settleRead({ tx, member, rev, asOf }: SettleContext, { ids }: MutationArgs<'notification.read'>) {
  await tx.query(
    `update notification set read_at = coalesce($3::timestamptz, now()), rev = $4
      where member = $1 and id = any($2::uuid[]) and read_at is null`,
    [member, ids, asOf, rev],
  );
  return APPLIED;
}

/**
 * Stores an announcement and shows it to its author; a listener brings it to the others (S12). One a day for each
 * community, by the server's clock: the row of `announced` is locked, so that of two at the same time one is refused.
 */
async function settleAnnounce(ctx: SettleContext, args: MutationArgs<'community.announce'>) {
  const { tx, member, rev, asOf } = ctx;
  const { id, community, title, text } = args;
  const [me] = await tx.query<{ administers: boolean; exists: boolean }>(
    `select 'administrator' = any(roles) as administers, exists (select from announcement where id = $2) as exists
      from member where id = $1`,
    [member, id],
  );
  const code = refusalOf(announcing, {
    ...(await standingOf(tx, member, community)),
    toAll: community === null,
    administers: me?.administers ?? false,
  });
  if (code) return refuse(code);
  if (me?.exists) return refuse('announcement.exists');
  const place = community ?? 'all';
  // One that was accepted before a restore was already counted then (S29).
  const [turn] = await tx.query(
    `insert into announced as a (place, at) values ($1, coalesce($2::timestamptz, now()))
     on conflict (place) do update set at = greatest(a.at, excluded.at)
       where $2::timestamptz is not null or a.at <= now() - interval '1 day' returning place`,
    [place, asOf],
  );
  if (!turn) {
    const [last] = await tx.query<{ next: string }>(
      `select iso(at + interval '1 day') as next from announced where place = $1`,
      [place],
    );
    return refuse('announcement.too_soon', { next: last?.next ?? '' });
  }
  await tx.query(
    `insert into announcement (id, community, title, text, at) values ($1, $2, $3, $4, coalesce($5, now()))`,
    [id, community, title, text, asOf],
  );
  await tx.query(
    `insert into notification (member, id, kind, community, title, created_at, read_at, rev)
      values ($1, $2, 'announcement', $3, $4, coalesce($5, now()), now(), $6)`,
    [member, id, community, title, asOf, rev],
  );
  await keepNewest(tx, [member]);
  await emit(tx, 'community.announced', id, {});
  await audit(tx, { actor: member, ...ctx.from }, 'community.announce', id, { community, title });
  return APPLIED;
}

/** Settlements of reading notifications and of announcing. */
export const settlements: ColdSettlements<'notification.read' | 'community.announce'> = {
  'notification.read': settlement({ refuses: [] }, settleRead),
  'community.announce': settlement(
    { refuses: [...codesOf(announcing), 'announcement.exists', 'announcement.too_soon'] },
    settleAnnounce,
  ),
};
