/** Changes by operators and animators, between members' acts (S28). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { pruneScope } from '@egoejo/server/sync/prune.ts';
import type { World } from './world.ts';

/** Changes by operators and animators: memberships, visibility, texts. */
export async function govern(world: World): Promise<void> {
  const { rng, operator, installation } = world;
  const member = rng.pick(installation.members).id;
  const what = rng.int(4);
  world.sched.note(`operator does ${what}`);
  if (what === 0)
    await operator.query(`delete from membership where member = $1 and community = $2 and role = 'member'`, [
      member,
      installation.closed,
    ]);
  if (what === 1)
    await operator.query('insert into membership (member, community) values ($1, $2) on conflict do nothing', [
      member,
      installation.closed,
    ]);
  if (what === 2) {
    await operator.query(
      `update community set visibility = case visibility when 'public' then 'private' else 'public' end,
      scope = case visibility when 'public' then 'community:' || id else 'public' end where id = $1`,
      [installation.closed],
    );
  }
  if (what === 3)
    await operator.query('update story set title = title || $2 where id = $1', [rng.pick(installation.stories), '.']);
}

/** Prunes tombstones below a rev and raises the scope's floor (S14). */
export async function prune(world: World): Promise<void> {
  const { operator, sched, rng } = world;
  const scopes = await operator.query<{ scope: Scope; rev: number }>(
    'select scope, max(rev) as rev from tombstone group by scope order by max(rev), scope collate "C"',
  );
  if (scopes.length === 0) return;
  const { scope, rev } = rng.pick(scopes);
  sched.note('tombstones pruned');
  await pruneScope(operator, scope, rev);
}
