import { newId, type DeviceId, type MemberId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { entityVersions, type EntityName, type MutationArgs } from '@egoejo/shared/registry.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { rows as schemas } from '@egoejo/shared/rows.ts';
import {
  communityScope,
  END_OF_REV,
  memberScope,
  pollsScope,
  PAGE,
  PROTOCOL,
  type ExchangeLine,
  type ExchangeRequest,
  type PageLine,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import { entitySources } from '../../registry.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { eachDatabase, openFreshPostgres } from '../../testing/database/postgres.ts';
import { act, boost, grant, newMember, outcome } from '../../testing/acts.ts';
import { addCommunity, addPoll, addProject } from '../../testing/world.ts';
import { checkCaller } from '../exchange/exchange-opening.ts';
import type { Caller, ExchangeDeps } from '../exchange/exchange-deps.ts';
import { exchange } from '../exchange/exchange.ts';
import { KeptPages } from './kept-pages.ts';
import { readRequest } from '../exchange/request.ts';
import { openCombiner } from '../rows/combiner.ts';
import { pruneTombstones } from '../rows/prune.ts';

/** As on a server, pages of whole pulls are kept for the next device. */
const kept = new Map<Database, KeptPages>();
const keptOf = (db: Database): KeptPages => {
  const pages = kept.get(db) ?? new KeptPages();
  kept.set(db, pages);
  return pages;
};
const depsOf = (db: Database): ExchangeDeps => ({
  db,
  kept: keptOf(db),
  settlements: testSettlements,
  sources: entitySources,
  flags: {},
  moved: () => undefined,
  onThrow: (error) => {
    throw error;
  },
});
const fresh = (scope: Scope, entitiesOf: Record<string, number> = entityVersions(true)): ScopeCursor => ({
  scope,
  entities: entitiesOf,
  rev: 0,
  table: '',
  id: '',
});

/** A device in its simplest form: cursors and tables; it follows every page as docs/protocol.md says. */
class Device {
  readonly db: Database;
  readonly who: Caller | null;
  cursors: ScopeCursor[];
  rows = new Map<string, { scope: Scope; mark: number; row: Record<string, unknown> }>();
  epoch: string | null = null;
  pages: PageLine[] = [];
  #marks = new Map<Scope, number>();

  constructor(db: Database, who: Caller | null, ...scopes: Scope[]) {
    this.db = db;
    this.who = who;
    this.cursors = scopes.map((s) => fresh(s));
  }
  async exchange(more: Partial<ExchangeRequest> = {}, maxLines = Infinity): Promise<ExchangeLine[]> {
    const read = readRequest({
      protocol: 1,
      member: this.who?.member ?? null,
      device: this.who?.device ?? null,
      epoch: this.epoch,
      cursors: this.cursors,
      mutations: [],
      outboxEmpty: true,
      ...more,
    });
    if (!read.ok) throw new Error(read.error.code);
    const lines: ExchangeLine[] = [];
    const done = await exchange(
      depsOf(this.db),
      this.who,
      read.value,
      async (line) => void lines.push(JSON.parse(line) as ExchangeLine),
    );
    if (!done.ok) throw new Error(done.error.code);
    lines.slice(0, maxLines).forEach((l) => this.#apply(l));
    return lines;
  }
  #apply(l: ExchangeLine): void {
    if (l.t === 'head') this.epoch = l.epoch;
    if (l.t === 'purge') {
      this.cursors = this.cursors.filter((c) => c.scope !== l.scope);
      for (const [k, v] of this.rows) if (v.scope === l.scope) this.rows.delete(k);
    }
    if (l.t !== 'page') return;
    this.pages.push(l);
    const at = this.cursors.findIndex((c) => JSON.stringify(c) === JSON.stringify(l.after));
    expect(at, 'a page follows a cursor the device has').toBeGreaterThanOrEqual(0);
    if (l.whole) this.#marks.set(l.scope, (this.#marks.get(l.scope) ?? 0) + 1);
    const mark = this.#marks.get(l.scope) ?? 0;
    for (const g of l.gone) if (this.rows.get(`${g.e}:${g.id}`)?.scope === l.scope) this.rows.delete(`${g.e}:${g.id}`);
    for (const { e, rows } of l.rows)
      for (const row of rows) this.rows.set(`${e}:${row.id}`, { scope: l.scope, mark, row });
    if ((l.done && l.after.from !== undefined) || (l.done && l.whole))
      for (const [k, v] of this.rows) if (v.scope === l.scope && v.mark !== mark) this.rows.delete(k);
    this.cursors[at] = l.cursor;
  }
  ids(e: EntityName): string[] {
    return [...this.rows.keys()]
      .filter((k) => k.startsWith(`${e}:`))
      .map((k) => k.slice(e.length + 1))
      .sort();
  }
}

eachDatabase('pull', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  it('S12 S14: a device receives what changed after its cursor, and nothing twice', async () => {
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, await newMember(db), communityScope(c));
    await d.exchange();
    expect(d.ids('project')).toEqual([p]);
    expect(d.cursors[0]).toMatchObject({ table: END_OF_REV });
    d.pages = [];
    await d.exchange();
    expect(d.pages).toEqual([]);
    await db.query(`update project set title = 'Autre' where id = $1`, [p]);
    await d.exchange();
    expect(d.pages.flatMap((x) => x.rows)).toHaveLength(1);
    expect(d.rows.get(`project:${p}`)?.row).toMatchObject({ title: 'Autre' });
  });

  it('S12: SQL entered by hand is stamped too, once per transaction; TRUNCATE is refused', async () => {
    const c = await addCommunity(db);
    const [p1, p2] = [await addProject(db, c), await addProject(db, c)];
    const rev = async () =>
      (await db.query<{ rev: number }>('select rev from scope_counter where scope = $1', [communityScope(c)]))[0]!.rev;
    const before = await rev();
    await db.query(`update project set title = title || '!' where id in ($1, $2)`, [p1, p2]);
    expect(await rev()).toBe(before + 1);
    expect(
      (await db.query<{ rev: number }>('select rev from project where community = $1', [c])).map((r) => r.rev),
    ).toEqual([before + 1, before + 1]);
    await expect(db.query('truncate support')).rejects.toThrow('refused');
    await expect(
      db.query(`insert into project_tally (id, scope) values ($1, 'community:00000000-0000-4000-8000-000000000000')`, [
        newId(),
      ]),
    ).rejects.toThrow('no counter');
  });

  it('S13 S16: verdicts come before changes, and the cursor passes every rev that the verdict names', async () => {
    const m = await newMember(db, 100);
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, m, memberScope(m.member), communityScope(c));
    await d.exchange();
    const lines = await d.exchange({ mutations: [boost(p, 10)] });
    expect(lines.map((l) => l.t)).toEqual(['head', 'verdicts', 'page', 'end']);
    const verdicts = lines[1] as Extract<ExchangeLine, { t: 'verdicts' }>;
    const [a] = verdicts.answers;
    expect(outcome(a)).toBe('applied');
    const rev = (a as { revs: Record<string, number> }).revs[memberScope(m.member)]!;
    expect(d.cursors.find((x) => x.scope === memberScope(m.member))!.rev).toBeGreaterThanOrEqual(rev);
    expect(d.rows.get(`wallet:${m.member}`)?.row).toMatchObject({ balance: 90 });
    expect(d.rows.get(`support:${p}`)?.row).toMatchObject({ grains: 10 });
  });

  it('R5: a device is quiet since the last exchange after which it had nothing left to send', async () => {
    const m = await newMember(db, 100);
    const p = await addProject(db, await addCommunity(db));
    const d = new Device(db, m, memberScope(m.member));
    const quietSince = async (): Promise<'now' | 'before'> =>
      (
        await db.query<{ now: boolean }>(
          `select quiet_at > now() - interval '1 hour' as now from device where member = $1`,
          [m.member],
        )
      )[0]!.now
        ? 'now'
        : 'before';
    const unknown = { ...boost(p, 1), name: 'project.of_tomorrow' };
    await d.exchange({ mutations: [boost(p, 1)], outboxEmpty: false });
    expect(await quietSince()).toBe('before');
    await d.exchange({ mutations: [boost(p, 1), unknown], outboxEmpty: true });
    expect(await quietSince()).toBe('before');
    await d.exchange({ outboxEmpty: false });
    expect(await quietSince()).toBe('before');
    await d.exchange({ mutations: [boost(p, 1)], outboxEmpty: true });
    expect(await quietSince()).toBe('now');
    await db.query(`update device set quiet_at = now() - interval '7 days' where member = $1`, [m.member]);
    await d.exchange({ outboxEmpty: true });
    expect(await quietSince()).toBe('now');
  });

  it('S14: deletions leave tombstones; a row that moved to another scope is kept there', async () => {
    const c = await addCommunity(db);
    const author = await newMember(db);
    const p = newId();
    await db.query(
      `insert into project (id, scope, community, title, status, author)
        values ($1, $2, $3, 'Proposé', 'proposed', $4)`,
      [p, memberScope(author.member), c, author.member],
    );
    const d = new Device(db, author, memberScope(author.member), communityScope(c));
    await d.exchange();
    expect(d.rows.get(`project:${p}`)?.scope).toBe(memberScope(author.member));
    await db.query(`update project set status = 'published', scope = $2 where id = $1`, [p, communityScope(c)]);
    await d.exchange();
    expect(d.rows.get(`project:${p}`)?.scope).toBe(communityScope(c));
    await db.query('delete from project where id = $1', [p]);
    await d.exchange();
    expect(d.ids('project')).toEqual([]);
  });

  it('S14: a cursor below the floor, above the counter or of another epoch causes a whole pull, with sweep by mark', async () => {
    const c = await addCommunity(db);
    const [p1, p2] = [await addProject(db, c), await addProject(db, c)];
    const d = new Device(db, await newMember(db), communityScope(c));
    for (const spoil of [
      async () =>
        void (await db.query('update scope_counter set floor_rev = rev + 1 where scope = $1', [communityScope(c)])),
      async () => void (d.cursors[0] = { ...d.cursors[0]!, rev: 1_000_000 }),
      async () => void (d.epoch = newId()),
    ]) {
      await d.exchange();
      d.rows.set(`project:ghost`, { scope: communityScope(c), mark: 0, row: {} });
      await db.query(`update project set title = title || '.' where id = $1`, [p1]);
      await spoil();
      await d.exchange();
      expect(d.ids('project')).toEqual([p1, p2].sort());
    }
  });

  it('S14: a row deleted during a whole pull does not reappear', async () => {
    const c = await addCommunity(db);
    await db.query(
      `insert into project (id, scope, community, title, status) select gen_random_uuid(), $1, $2, 'p', 'published'
        from generate_series(1, 700)`,
      [communityScope(c), c],
    );
    const d = new Device(db, await newMember(db), communityScope(c));
    await d.exchange({}, 2);
    expect(d.cursors[0]).toMatchObject({ from: expect.any(Number) as number });
    const victim = d.ids('project')[0]!;
    await db.query('delete from project where id = $1', [victim]);
    await d.exchange();
    expect(d.ids('project')).toHaveLength(699);
    expect(d.ids('project')).not.toContain(victim);
    expect(d.cursors[0]).not.toHaveProperty('from');
  });

  it('S14: a row that left its scope and returned in one transaction is sent, wherever a page ends', async () => {
    const { rows, bytes } = PAGE;
    // The row limit cuts a statement; the byte limit cuts a page of the rows that were read.
    for (const small of [{ rows: 1 }, { bytes: 1 }]) {
      const c = await addCommunity(db);
      const who = await newMember(db);
      const d = new Device(db, who, memberScope(who.member));
      await d.exchange();
      await db.query('insert into membership (member, community) values ($1, $2)', [who.member, c]);
      await d.exchange();
      await db.transaction(async (tx) => {
        await tx.query('delete from membership where member = $1', [who.member]);
        await tx.query('insert into membership (member, community) values ($1, $2)', [who.member, c]);
        await tx.query('update member set place = $2 where id = $1', [who.member, 'Ségou']);
      });
      Object.assign(PAGE, small);
      try {
        await d.exchange();
      } finally {
        Object.assign(PAGE, { rows, bytes });
      }
      expect([Object.keys(small), d.ids('membership')]).toEqual([Object.keys(small), [c]]);
      expect(d.pages.at(-1)).toMatchObject({ done: true });
    }
  });

  it('S14: tombstones are pruned after 180 days; a device away for longer pulls that scope whole, others miss nothing', async () => {
    const c = await addCommunity(db);
    const [p1, p2, p3] = [newId(), newId(), newId()];
    for (const p of [p1, p2, p3])
      await db.query(
        `insert into project (id, scope, community, title, status) values ($1, $2, $3, 'p', 'published')`,
        [p, communityScope(c), c],
      );
    const [away, near] = [
      new Device(db, await newMember(db), communityScope(c)),
      new Device(db, await newMember(db), communityScope(c)),
    ];
    await Promise.all([away.exchange(), near.exchange()]);
    await db.query('delete from project where id = $1', [p1]);
    await near.exchange();
    await db.query('delete from project where id = $1', [p2]);
    await db.query(`update tombstone set at = now() - interval '181 days' where scope = $1 and id = $2`, [
      communityScope(c),
      p1,
    ]);
    await pruneTombstones(db);
    expect(await db.query('select id from tombstone where scope = $1', [communityScope(c)])).toEqual([{ id: p2 }]);
    near.pages = [];
    await Promise.all([away.exchange(), near.exchange()]);
    expect([away.ids('project'), near.ids('project')]).toEqual([[p3], [p3]]);
    expect(away.pages.some((page) => page.whole)).toBe(true);
    expect(near.pages.some((page) => page.whole)).toBe(false);
  });

  it('S14: a scope the member may no longer see is purged', async () => {
    const c = await addCommunity(db, 'private');
    await addProject(db, c);
    const m = await newMember(db);
    await db.query('insert into membership (member, community) values ($1, $2)', [m.member, c]);
    const d = new Device(db, m, communityScope(c));
    await d.exchange();
    expect(d.ids('project')).toHaveLength(1);
    await db.query('delete from membership where member = $1', [m.member]);
    await d.exchange();
    expect([d.ids('project'), d.cursors]).toEqual([[], []]);
    const outsider = new Device(db, await newMember(db), communityScope(c), memberScope(m.member));
    await outsider.exchange();
    expect(outsider.rows.size).toBe(0);
  });

  it('S24: a device of version 1 gets no polls and ballots of kinds it does not know; updated, it gets them', async () => {
    const c = await addCommunity(db, 'public');
    const who = await newMember(db);
    const [choice, judgment, budget] = await Promise.all(
      [{ kind: 'choice' as const, max: 1 }, exampleMethods.judgment, exampleMethods.budget].map((method) =>
        addPoll(db, { method, community: c, openToAll: true }),
      ),
    );
    const votes: MutationArgs<'poll.vote'>[] = [
      { poll: choice!, ballot: { kind: 'choice', options: ['a'] } },
      { poll: judgment!, ballot: { kind: 'judgment', grades: { a: 1 } } },
      { poll: budget!, ballot: { kind: 'budget', projects: ['a'] } },
    ];
    await new Device(db, who).exchange({ mutations: votes.map((args) => act('poll.vote', args)) });
    const scopes = [pollsScope(c), memberScope(who.member)];
    const d = new Device(db, who);
    d.cursors = scopes.map((s) => fresh(s, { poll: 1, ballot: 1 }));
    await d.exchange();
    expect([d.ids('poll'), d.ids('ballot')]).toEqual([[choice], [choice]]);
    d.cursors = scopes.map((s) => fresh(s, { poll: 2, ballot: 2 }));
    await d.exchange();
    const all = [choice, judgment, budget].map(String).sort();
    expect([d.ids('poll'), d.ids('ballot')]).toEqual([all, all]);
  });
  it('S14: only the entities of the cursor are sent; a new entity is pulled with a cursor of its own', async () => {
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, await newMember(db));
    const { projectText, ...rest } = entityVersions(true);
    d.cursors = [fresh(communityScope(c), rest)];
    await d.exchange();
    expect(d.ids('projectText')).toEqual([]);
    d.cursors.push(fresh(communityScope(c), { projectText: projectText! }));
    const before = d.pages.length;
    await d.exchange();
    expect(d.ids('projectText')).toEqual([p]);
    expect(d.pages.slice(before).flatMap((x) => x.rows.map((r) => r.e))).toEqual(['projectText']);
  });

  it('S15: pages hold at most 500 rows or 128 KiB, own rows first, and resume inside a rev', async () => {
    const c = await addCommunity(db);
    await db.query(
      `insert into project (id, scope, community, title, summary, status)
        select gen_random_uuid(), $1, $2, 'p', repeat('x', 300), 'published' from generate_series(1, 1200)`,
      [communityScope(c), c],
    );
    const m = await newMember(db, 10);
    const d = new Device(db, m, communityScope(c), memberScope(m.member));
    await d.exchange({}, 3);
    expect(d.pages[0]!.scope).toBe(memberScope(m.member));
    expect(d.pages[1]!.cursor).toMatchObject({ rev: 1, table: 'project' });
    const seen = d.ids('project').length;
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThanOrEqual(PAGE.rows);
    await d.exchange();
    expect(d.ids('project')).toHaveLength(1200);
    for (const p of d.pages) expect(JSON.stringify(p.rows).length).toBeLessThanOrEqual(PAGE.bytes + 2_000);
  });

  it('S7: a whole pull omits receipts over 35 days old', async () => {
    const m = await newMember(db, 100);
    const p = await addProject(db, await addCommunity(db));
    const d = new Device(db, m, memberScope(m.member));
    const [old, young] = [boost(p, 1), boost(p, 1)];
    await d.exchange({ mutations: [old, young] });
    await db.query(`update receipt set at = now() - interval '36 days' where key = $1`, [old.key]);
    const other = new Device(db, m, memberScope(m.member));
    await other.exchange();
    expect(other.ids('receipt')).toEqual([young.key]);
  });

  it('S17: the combiner updates the score, in its own row and once; tally + deltas = ledger at any time', async () => {
    const m = await newMember(db, 100);
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, m, communityScope(c));
    const combiner = openCombiner(
      db,
      () => undefined,
      (e) => {
        throw e;
      },
    );
    // Combine deltas left by other tests.
    await combiner.drain();
    await d.exchange();
    await d.exchange({ mutations: [boost(p, 10), boost(p, 5)] });
    expect(d.rows.get(`projectTally:${p}`)?.row).toMatchObject({ score: 0, supporters: 0 });
    expect(await combiner.drain()).toBe(2);
    expect(await combiner.drain()).toBe(0);
    await combiner.close();
    d.pages = [];
    await d.exchange();
    expect(d.pages.flatMap((x) => x.rows.map((r) => r.e))).toEqual(['projectTally']);
    expect(d.rows.get(`projectTally:${p}`)?.row).toMatchObject({ score: 15, supporters: 1 });
  });

  it('S21: an exchange names its member and device; other ones are refused', async () => {
    const m = await newMember(db);
    const d = new Device(db, { member: m.member, device: newId<DeviceId>() }, 'public');
    await expect(d.exchange()).rejects.toThrow('sync.unknown_device');
  });

  it('visitors pull what is public', async () => {
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, null, 'public', communityScope(c), memberScope(newId<MemberId>()));
    await d.exchange();
    expect(d.ids('project')).toEqual([p]);
    expect(d.ids('community')).toContain(c);
  });

  it('every row sent fits the schema both sides share', async () => {
    const m = await newMember(db, 100);
    const c = await addCommunity(db);
    const p = await addProject(db, c);
    const d = new Device(db, m, memberScope(m.member), communityScope(c), 'public', 'polls:public');
    await d.exchange({ mutations: [boost(p, 10), boost(p, 1000), act('community.join', { community: c })] });
    for (const [key, { row }] of d.rows) {
      const e = key.slice(0, key.indexOf(':')) as EntityName;
      expect(schemas[e].safeParse(row).error?.issues, key).toBeUndefined();
    }
    expect(d.ids('receipt')).toHaveLength(3);
  });
});

describe('pull with concurrent writers', () => {
  it('S12 S17: with 8 writers, a combiner and a reading device no row is missed, and tally + deltas = ledger in every snapshot', async () => {
    const { db, close } = await openFreshPostgres();
    try {
      const c = await addCommunity(db);
      const projects = await Promise.all(Array.from({ length: 10 }, () => addProject(db, c)));
      const members = await Promise.all(Array.from({ length: 8 }, () => newMember(db)));
      for (const m of members) await grant(db, m.member, 10_000);
      const reader = new Device(db, null, communityScope(c));
      const combiner = openCombiner(
        db,
        () => undefined,
        (e) => {
          throw e;
        },
      );
      const writing = { on: true };
      const writers = Promise.all(
        members.map(async (m, i) => {
          for (let n = 0; n < 25; n++) {
            await exchange(
              depsOf(db),
              m,
              {
                protocol: 1,
                member: m.member,
                device: m.device,
                epoch: null,
                cursors: [],
                mutations: [boost(projects[(i + n) % 10]!, 1 + n)],
                outboxEmpty: true,
              },
              async () => undefined,
            );
            if (n % 5 === 0)
              await db.query(
                `insert into project (id, scope, community, title, status)
                  values (gen_random_uuid(), $1, $2, 'neu', 'published')`,
                [communityScope(c), c],
              );
          }
        }),
      ).then(() => (writing.on = false));
      while (writing.on) {
        await Promise.all([reader.exchange(), combiner.drain()]);
        const [sums] = await db.query<{ shown: number; ledger: number }>(`select
          (select sum(score) from project_tally)::bigint + coalesce((select sum(grains) from project_delta), 0)::bigint
            as shown,
          (select coalesce(sum(amount), 0) from transfer where to_account = 'planted_project')::bigint as ledger`);
        expect(sums!.shown).toBe(sums!.ledger);
      }
      await writers;
      await combiner.drain();
      await combiner.close();
      await reader.exchange();
      const truth = await db.query<{ id: string; score: number | null }>(
        'select p.id, t.score from project p left join project_tally t using (id) where p.community = $1',
        [c],
      );
      expect(reader.ids('project')).toEqual(truth.map((t) => t.id).sort());
      for (const t of truth)
        if (t.score !== null) expect(reader.rows.get(`projectTally:${t.id}`)?.row).toMatchObject({ score: t.score });
    } finally {
      await close();
    }
  });
});

it('S21: a request without a member contains no acts and names no device', () => {
  const asked = (more: Partial<ExchangeRequest>): string => {
    const checked = checkCaller(null, {
      protocol: PROTOCOL,
      member: null,
      device: null,
      epoch: null,
      cursors: [],
      mutations: [],
      outboxEmpty: true,
      ...more,
    });
    return checked.ok ? 'let in' : checked.error.code;
  };
  expect([
    asked({}),
    asked({ device: newId<DeviceId>() }),
    asked({ mutations: [boost(newId<ProjectId>(), 1)] }),
  ]).toEqual(['let in', 'sync.unauthenticated', 'sync.unauthenticated']);
});
