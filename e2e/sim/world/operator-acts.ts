/** Changes by operators and animators, between members' acts (S28). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { pruneScope } from '@egoejo/server/sync/rows/prune.ts';
import type { Device } from '../device/device.ts';
import type { World } from './world.ts';

/** Changes by operators and animators: memberships, visibility, texts, grains, a member who signs up. */
export async function govern(world: World): Promise<void> {
  const { rng, operator, installation } = world;
  const member = rng.pick(installation.members).id;
  const what = rng.int(6);
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
  if (what === 4)
    await operator.query(
      `insert into transfer (member, from_account, to_account, amount, reason)
        values ($1, 'source', 'wallet', $2, 'manual_adjust')`,
      [member, 1 + rng.int(9)],
    );
  if (what === 5)
    await operator.query('insert into member (id, name, email, email_confirmed_at) values ($1, $2, $3, now())', [
      world.newId(),
      'newcomer',
      `${world.newId()}@example.org`,
    ]);
  if (what === 3)
    await operator.query('update story set title = title || $2 where id = $1', [rng.pick(installation.stories), '.']);
}

/** Takes the private community away from a member; most get it back (S14). */
export async function revoke(world: World, device: Device): Promise<void> {
  const { rng, sched, operator, installation, faults } = world;
  const { member } = device;
  const { closed } = installation;
  const [was] = await operator.query<{ role: string }>(
    'delete from membership where member = $1 and community = $2 returning role',
    [member, closed],
  );
  if (!was) return;
  await operator.query(`update community set visibility = 'private', scope = 'community:' || id where id = $1`, [
    closed,
  ]);
  faults.count('scope-revoked');
  sched.note(`${device.name} loses the community of its acts`);
  if (rng.chance(0.8))
    sched.after(10_000 + rng.int(60_000), () => {
      sched.note(`${device.name} is readmitted`);
      void operator.query(
        'insert into membership (member, community, role) values ($1, $2, $3) on conflict do nothing',
        [member, closed, was.role],
      );
    });
}

/** Updates one process of the server; for a while two versions serve at once. */
export function roll(world: World): void {
  const { rng, sched, faults, cluster, builds } = world;
  if (!faults.strikes('rolling-deployment')) return;
  world.rolling = true;
  cluster.deploy(builds.server.next, 1);
  sched.after(20_000 + rng.int(120_000), () => endRoll(world));
}
/** Updates the rest of the server. */
export function endRoll(world: World): void {
  if (!world.rolling) return;
  world.rolling = false;
  world.deployed = 'next';
  world.cluster.deploy(world.builds.server.next);
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
