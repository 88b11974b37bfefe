import { MOST_RELEASES } from '@egoejo/shared/releases/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { planning, planningFor } from './policy.ts';
import { standingTowards } from './standing.ts';

async function settlePlan({ tx, member, rev, asOf }: SettleContext, args: MutationArgs<'release.plan'>) {
  const { id, title, visibility, at } = args;
  const tracks = [...new Set(args.tracks)];
  const community = visibility === 'community' ? args.community : null;
  if (visibility === 'community' && community === null) return refuse('community.unknown');
  const [found] = await tx.query<{ out: boolean; others: number }>(
    `select coalesce(bool_or(state = 'out') filter (where id = $2), false) as out,
       count(*) filter (where id <> $2)::int as others from release where member = $1`,
    [member, id],
  );
  const standing = {
    ...(await standingTowards(tx, member, tracks, community)),
    out: found?.out ?? false,
    // An act that was accepted before a restore was already counted then (S29).
    others: asOf === null ? (found?.others ?? 0) : 0,
  };
  const code = refusalOf(community === null ? planning : planningFor, standing);
  if (code === 'release.too_many') return refuse(code, { most: MOST_RELEASES });
  if (code) return refuse(code);
  await tx.query(
    `insert into release (member, id, title, tracks, visibility, community, at, rev)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (member, id) do update set title = excluded.title, tracks = excluded.tracks,
        visibility = excluded.visibility, community = excluded.community, at = excluded.at, state = 'planned',
        code = null, rev = excluded.rev`,
    [member, id, title, tracks, visibility, community, at, rev],
  );
  return APPLIED;
}

async function settleCancel({ tx, member }: SettleContext, { release }: MutationArgs<'release.cancel'>) {
  await tx.query('delete from release where member = $1 and id = $2', [member, release]);
  return APPLIED;
}

export const settlements: ColdSettlements<'release.plan' | 'release.cancel'> = {
  'release.plan': settlement({ refuses: codesOf(planningFor) }, settlePlan),
  'release.cancel': settlement({ refuses: [] }, settleCancel),
};
