/** Checks of the database by itself and against the members' acts, when the world is at rest (S28). */
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { audit } from '@egoejo/server/cli/audit.ts';
import { entitySources } from '@egoejo/server/registry.ts';
import { undeclaredOutcomes } from '@egoejo/server/testing/outcomes.ts';
import { macOf } from '../server/sync-app.ts';
import type { Facts, Fail } from './invariants.ts';

/** Queries that must never return a row. */
const NEVER: Readonly<Record<string, string>> = {
  'no wallet is below zero': 'select member from wallet where balance < 0',
  'a wallet equals its transfers': `select w.member from wallet w
    where w.balance <> coalesce((select sum(case when to_account = 'wallet' then amount else -amount end)
    from transfer t where t.member = w.member), 0)`,
  'the Silo equals its transfers': `select id from silo
    where balance <> coalesce((select sum(case when to_account = 'silo' then amount when from_account = 'silo'
    then -amount else 0 end) from transfer), 0)`,
  'an act moves grains once': `select key from transfer
    where key is not null and reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote')
      and not exists (select from work w where w.id = story)
    group by member, key, reason having count(*) > 1`,
  'a quarter of a work is harvested once': `select t.member from transfer t join work w on w.id = t.story
    group by t.member, t.story having count(*) > 4 or count(*) <> (select count(*) from generate_series(1, 4) q
      join harvest_once o on o.subject = book_quarter(t.story, q) and o.member = t.member)`,
  'a refused act leaves nothing':
    'select r.key from receipt r join transfer t on t.member = r.member and t.key = r.key where r.code is not null',
  'an applied boost has its transfer': `select r.key from receipt r
    where r.name = 'project.boost' and r.code is null
    and not exists (select from transfer t where t.member = r.member and t.key = r.key and t.reason = 'project_boost')`,
  'grains move by acts with receipts': `select t.key from transfer t
    where t.reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote')
    and not exists (select from receipt r where r.member = t.member and r.key = t.key and r.code is null)`,
  'a support equals its transfers': `select s.member from support s
    where s.grains <> (select coalesce(sum(amount), 0) from transfer t
    where t.member = s.member and t.project = s.project and t.reason = 'project_boost')`,
  'a ballot costs what was planted for it': `select b.member from ballot b
    where b.grains <> (select coalesce(sum(case when reason = 'poll_spend' then amount else -amount end), 0)
    from transfer t where t.member = b.member and t.poll = b.poll and t.reason in ('poll_spend', 'poll_refund'))`,
  'tally + deltas = ledger (projects)': `select t.id from project_tally t
    where t.score + coalesce((select sum(grains) from project_delta d where d.project = t.id), 0)
    <> coalesce((select sum(amount) from transfer x where x.project = t.id and x.reason = 'project_boost'), 0)
    or t.supporters + coalesce((select sum(supporters) from project_delta d where d.project = t.id), 0)
      <> (select count(*) from support s where s.project = t.id)`,
  'tally + deltas = ballots (polls)': `select t.id from poll_tally t
    where t.ballots + coalesce((select sum(ballots) from poll_delta d where d.poll = t.id), 0) <> (select count(*)
    from ballot b where b.poll = t.id)`,
  'tally + deltas = reviews (works)': `select w.id from work w left join work_tally t on t.id = w.id
    cross join lateral (select coalesce(sum(reviews), 0) as n, coalesce(sum(stars), 0) as stars
      from review_delta where work = w.id) d
    cross join lateral (select count(*) as n, coalesce(sum(stars), 0) as stars
      from review where work = w.id and not hidden) r
    where coalesce(t.reviews, 0) + d.n <> r.n or coalesce(t.stars, 0) + d.stars <> r.stars`,
  'a secret poll has as many sealed ballots as votes until it is counted': `select p.id from poll p
    where p.secret and p.state <> 'cancelled' and p.result is null
      and (select count(*) from ballot b where b.poll = p.id)
        <> (select count(*) from sealed_ballot s where s.poll = p.id)
    or p.result is not null and p.secret and (p.result ->> 'ballots')::int
      <> (select count(*) from opened_ballot o where o.poll = p.id)`,
  'no row is ahead of its counter': entitySources
    .filter(({ table }) => /^\w+$/.test(table))
    .map(({ table, by }) =>
      by === 'member'
        ? `select 1 from ${table} t join member_counter c using (member) where t.rev > c.rev`
        : `select 1 from ${table} t left join scope_counter c using (scope)
            left join member_counter m on t.scope = 'member:' || m.member
            where (t.rev <= coalesce(c.rev, m.rev)) is not true`,
    )
    .join(' union all '),
};

/**
 * The checks of an audit that find what this world does by hand: it gives first grains and revokes memberships without
 * a log, has no scheduler, prunes tombstones at any time, and makes boosts of two versions.
 */
const BY_HAND = /^(adjust\.log|schedule|counter\.floor|receipt\.boost|boost\.unseen)$/;

/** Checks the database by itself and against the members' acts. */
export async function checkDatabase(db: Database, facts: Facts, fail: Fail): Promise<void> {
  const asked = Object.values(NEVER).map((sql, i) => `select ${i} as i, (select count(*) from (${sql}) x) as n`);
  for (const { i, n } of await db.query<{ i: number; n: number }>(asked.join(' union all '))) {
    if (n > 0) return fail(Object.keys(NEVER)[i] ?? '', `${n} rows`);
  }
  const undeclared = await undeclaredOutcomes(db);
  if (undeclared.length > 0) return fail('settlements declare their answers', undeclared.join('; '));
  const receipts = await db.query<{ key: string; code: string | null; name: string; seq: number | null }>(
    'select key, code, name from receipt',
  );
  const projects = new Set((await db.query<{ id: string }>('select id from project')).map((p) => p.id));
  for (const { key, code, name } of receipts) {
    const made = facts.made.get(key);
    if (!made) return fail('one receipt per key', `a receipt of ${name} for a key nobody made`);
    if (made.taken) return fail('what was taken back unsent is never settled', made.label);
    if (name === 'project.propose' && projects.has(String(made.args['id'])) !== (code === null))
      return fail('a receipt tells what was done', `${made.label}: ${code ?? 'applied'}`);
  }
  return undefined;
}

/** Recomputes what is stored from the ledger, the ballots and the receipts, as an operator's audit does. */
export async function checkAudit(db: Database, fail: Fail): Promise<void> {
  const { gaps } = await audit(db, macOf);
  const gap = gaps.find(({ check }) => !BY_HAND.test(check));
  if (gap) fail(`an audit finds nothing (${gap.check})`, JSON.stringify(gap));
}
