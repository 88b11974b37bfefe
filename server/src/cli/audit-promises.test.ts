/**
 * Manual corruptions that the audit must report: of receipts by their chains, of other data by what acts left behind.
 */
import { beforeAll, expect, it } from 'vitest';
import { gapsAfter, makeWorld, macOf, type World } from '../testing/audit/audit-world.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { macWith } from '../platform/keys/receipt-key.ts';
import { audit, saysOf } from './audit.ts';

interface Corruption {
  what: string;
  sql: (w: World) => string;
  finds: string;
  /** Whether it is found without the receipt key. */
  keyless?: true;
}
const last = (name: string): string =>
  `(select key from receipt where name = '${name}' order by rev desc, n desc limit 1)`;
const NAMES = ['project.boost', 'reading.finish', 'poll.vote', 'poll.withdrawVote'] as const;

const corruptions: readonly Corruption[] = [
  ...NAMES.flatMap((name): Corruption[] => [
    {
      what: `a deleted receipt of ${name}`,
      sql: () => `delete from receipt where key = ${last(name)}`,
      finds: 'receipt.',
    },
    {
      what: `a verdict of ${name} changed, its form as it must be`,
      sql: () => `update receipt set code = 'saka.not_in_good_standing', detail = '{}' where key = ${last(name)}`,
      finds: 'receipt.chain',
    },
    {
      what: `a later time of a receipt of ${name}`,
      sql: () => `update receipt set at = at + interval '1 second' where key = ${last(name)}`,
      finds: 'receipt.chain',
    },
    {
      what: `a lower rev of a receipt of ${name}`,
      sql: () => `update receipt set rev = rev - 1 where key = ${last(name)}`,
      finds: 'receipt.chain',
    },
  ]),
  {
    what: 'the last receipt of a member deleted, and the counter set back with it',
    sql: (w) => `with d as (delete from receipt where member = '${w.awa.member}'
      and n = (select max(n) from receipt where member = '${w.awa.member}') returning member, n)
      update member_counter c set n = c.n - 1 from d where c.member = d.member`,
    finds: 'receipt.head',
    keyless: true,
  },
  {
    what: 'links taken from the last receipts',
    sql: (w) =>
      `with r as (update receipt set n = null, chain = null where member = '${w.awa.member}') update member_counter
        set n = 0, chain = null where member = '${w.awa.member}'`,
    finds: 'receipt.unlinked',
  },
  {
    what: 'a receipt added with a link of its own',
    sql: (w) => `with r as (insert into receipt (member, key, hash, name, rev, n, chain)
        select member, gen_random_uuid(), '\\x00', 'poll.withdrawVote', rev, n + 1, sha256(chain) from member_counter
          where member = '${w.awa.member}' returning member, n, chain)
      update member_counter c set n = r.n, chain = r.chain from r where c.member = r.member`,
    finds: 'receipt.chain',
  },
  {
    what: 'requests of two receipts exchanged',
    sql: (w) =>
      `update receipt r set hash = o.hash, name = o.name from receipt o
        where r.member = '${w.awa.member}' and o.member = r.member and r.n in (1, 2) and o.n = 3 - r.n`,
    finds: 'receipt.chain',
  },
  {
    what: 'a ballot deleted with its turnout',
    sql: (w) =>
      `with b as (delete from ballot where poll = '${w.choice}') update poll_tally set ballots = 0
        where id = '${w.choice}'`,
    finds: 'ballot.lost',
    keyless: true,
  },
  {
    what: 'a ballot of a closed poll deleted with its turnout and out of its result',
    sql: (w) =>
      `with b as (delete from ballot where poll = '${w.closed}'),
        t as (update poll_tally set ballots = 0 where id = '${w.closed}') update poll set result = null, state = 'open'
        where id = '${w.closed}'`,
    finds: 'ballot.lost',
    keyless: true,
  },
  {
    what: 'a ballot and its harvest forgotten',
    sql: (w) =>
      `with b as (delete from ballot where poll = '${w.closed}' returning member, poll) delete
        from harvest_once o using b where o.member = b.member and o.subject = b.poll`,
    finds: 'ballot.',
    keyless: true,
  },
  {
    what: 'a vote before its poll opened, its receipt and transfers with it',
    sql: (w) => `with r as (update receipt set at = at - interval '2 hours'
      where name = 'poll.vote' and member = '${w.awa.member}'),
      t as (update transfer set at = at - interval '2 hours' where poll is not null and member = '${w.awa.member}')
      update ballot set cast_at = cast_at - interval '2 hours' where member = '${w.awa.member}'`,
    finds: 'ballot.when',
    keyless: true,
  },
  {
    what: 'a boost backdated with its receipt',
    sql: (w) => `with t as (update transfer set at = at - interval '1 hour'
      where member = '${w.awa.member}' and reason = 'project_boost'
      and rev = (select max(rev) from transfer where member = '${w.awa.member}' and reason = 'project_boost')
      returning key)
      update receipt r set at = r.at - interval '1 hour' from t where r.key = t.key`,
    finds: 'receipt.chain',
  },
  {
    what: 'a lower rev of a support',
    sql: () => 'update support set rev = rev - 1',
    finds: 'support.rev',
    keyless: true,
  },
  {
    what: 'a lower rev of a ballot',
    sql: () => 'update ballot set rev = rev - 1',
    finds: 'ballot.receipt',
    keyless: true,
  },
  {
    what: 'a lower rev of a project’s tally',
    sql: () => 'update project_tally set rev = rev - 1 where rev > 1',
    finds: 'tally.digest',
    keyless: true,
  },
  {
    what: 'a lower rev of a poll’s tally',
    sql: () => 'update poll_tally set rev = rev - 1 where rev > 1',
    finds: 'tally.digest',
    keyless: true,
  },
  {
    what: 'a floor above its counter',
    sql: () => `update scope_counter set floor_rev = rev + 1 where scope = 'public'`,
    finds: 'counter.floor',
    keyless: true,
  },
  {
    what: 'a member’s floor above their counter',
    sql: (w) => `update member_counter set floor_rev = rev + 1 where member = '${w.awa.member}'`,
    finds: 'counter.floor',
    keyless: true,
  },
  {
    what: 'revs taken from a receipt',
    sql: () => `update receipt set revs = null where name = 'profile.update'`,
    finds: 'receipt.revs',
    keyless: true,
  },
  {
    what: 'other revs in a receipt',
    sql: () => `update receipt set revs = revs || '{"public": 1}' where name = 'profile.update'`,
    finds: 'receipt.chain',
  },
  {
    what: 'the rev of a profile’s receipt',
    sql: () => `update receipt set rev = rev - 1 where name = 'profile.update'`,
    finds: 'receipt.revs',
    keyless: true,
  },
  {
    what: 'an adjustment doubled with its line of the log, and every figure made of it',
    sql: () => `with o as (select t.* from transfer t join audit_log a on a.detail ->> 'transfer' = t.id::text
      where a.action = 'saka.adjust' and a.detail ? 'reason'),
      t as (insert into transfer (id, member, rev, from_account, to_account, amount, reason, actor, cycle, at)
        select gen_random_uuid(), member, rev, from_account, to_account, amount, reason, actor, cycle, at from o
        returning *),
      l as (insert into audit_log (at, actor, action, subject, detail)
        select a.at, a.actor, a.action, a.subject, a.detail
        || jsonb_build_object('key', gen_random_uuid(), 'transfer', t.id) from t, o
        join audit_log a on a.detail ->> 'transfer' = o.id::text),
      d as (insert into cycle_delta (member, cycle, day, part, n)
        select member, cycle, (at at time zone 'UTC')::date, 'adjusted', -amount from t)
      update wallet w set balance = balance - t.amount, adjusted = adjusted - t.amount from t
        where w.member = t.member`,
    finds: 'adjust.twice',
    keyless: true,
  },
  {
    what: 'labels of options swapped after opening',
    sql: (w) =>
      `update poll set options = jsonb_set(jsonb_set(options, '{0,label}', options -> 1 -> 'label'), '{1,label}',
        options -> 0 -> 'label') where id = '${w.choice}'`,
    finds: 'poll.frozen',
    keyless: true,
  },
];

eachDatabase('audit of receipts and acts', (database) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(database());
  });

  it('R3: an untouched database has no gap, with or without the key', async () => {
    expect(await audit(database(), macOf)).toMatchObject({ ok: true, gaps: [] });
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
  });

  it.each(corruptions.map((c) => [c.what, c] as const))(
    'R3: finds and names %s',
    async (_, { sql, finds, keyless }) => {
      const gaps = await gapsAfter(database(), sql(world), macOf);
      expect(gaps.map((g) => g.check).filter((check) => check.startsWith(finds))).not.toEqual([]);
      for (const gap of gaps)
        expect([gap.expected === gap.found, saysOf(gap.check) === '', gap.id === '']).toEqual([false, false, false]);
      if (keyless && finds !== 'receipt.head')
        expect(
          (await gapsAfter(database(), sql(world))).map((g) => g.check).filter((check) => check.startsWith(finds)),
        ).not.toEqual([]);
    },
  );

  it('S29: the first broken receipt of each member is named; with another key one line reports all', async () => {
    const [row] = await database().query<{ key: string }>('select key from receipt where member = $1 and n = 3', [
      world.awa.member,
    ]);
    const gaps = await gapsAfter(
      database(),
      `update receipt set detail = '[]' where member = '${world.awa.member}' and n in (3, 4)`,
      macOf,
    );
    expect(gaps.filter((g) => g.check === 'receipt.chain').map((g) => g.id)).toEqual([
      `${world.awa.member} ${row?.key}`,
    ]);
    expect((await audit(database(), macWith('another key'))).gaps).toEqual([
      expect.objectContaining({ check: 'receipt.chain', id: 'all' }),
    ]);
  });
});
