/** Cursors that the server cannot use, and how much reading one request may ask for. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { entityVersions } from '@egoejo/shared/registry.ts';
import {
  communityScope,
  memberScope,
  MOST_CURSORS,
  PROTOCOL,
  type ExchangeLine,
  type HeadLine,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { beforeAll, expect, it } from 'vitest';
import { noticeMove } from '../recovery/recovery.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { entitySources } from '../../registry.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { boost, grant, newMember, outcome } from '../../testing/acts.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import { exchange } from './exchange.ts';
import type { Caller } from './exchange-deps.ts';
import { EFFORT } from '../pull/pull-request.ts';
import { readRequest } from './request.ts';

const cursor = (scope: string, more: object = {}): ScopeCursor => ({
  scope,
  entities: { project: 1 },
  rev: 0,
  table: '',
  id: '',
  ...more,
});
const body = (who: Caller | null, cursors: readonly unknown[], mutations: readonly unknown[] = []) => ({
  protocol: PROTOCOL,
  member: who?.member ?? null,
  device: who?.device ?? null,
  epoch: null,
  cursors,
  mutations,
  outboxEmpty: true,
});

/** Counts the statements that pass through, including those inside transactions. */
function counted(db: Database): { db: Database; statements: () => number } {
  let n = 0;
  const count = <Q extends Queryable>(q: Q): Q =>
    Object.create(q, { query: { value: (text: string, params?: readonly unknown[]) => (n++, q.query(text, params)) } });
  const outer: Database = Object.create(count(db), {
    transaction: {
      value: (work: (tx: Queryable) => Promise<unknown>, options?: object) =>
        db.transaction((tx) => work(count(tx)), options),
    },
  });
  return { db: outer, statements: () => n };
}

async function send(db: Database, who: Caller | null, sent: object): Promise<ExchangeLine[]> {
  const read = readRequest(JSON.parse(JSON.stringify(sent)), entitySources);
  if (!read.ok) throw new Error(`${read.error.code} ${JSON.stringify(read.error.params)}`);
  const lines: ExchangeLine[] = [];
  const deps = {
    db,
    settlements: testSettlements,
    sources: entitySources,
    flags: {},
    moved: () => undefined,
    onThrow: (error: unknown) => {
      throw error;
    },
  };
  const done = await exchange(deps, who, read.value, async (line) => void lines.push(JSON.parse(line) as ExchangeLine));
  if (!done.ok) throw new Error(done.error.code);
  return lines;
}
const skipped = (lines: readonly ExchangeLine[]): HeadLine['skipped'] =>
  lines.flatMap((l) => (l.t === 'head' ? [l] : []))[0]?.skipped;
const scopes = (lines: readonly ExchangeLine[]): string[] => lines.flatMap((l) => (l.t === 'page' ? [l.scope] : []));
const more = (lines: readonly ExchangeLine[]): boolean => lines.some((l) => l.t === 'end' && l.more);

const UNREADABLE: readonly [string, unknown][] = [
  ['a scope that names no id', cursor('community:nope')],
  ['an id of dashes', cursor(`community:${'-'.repeat(36)}`)],
  ['NUL in the id', cursor('public', { rev: 1, table: 'project', id: 'a\u0000b' })],
  ['half of a surrogate pair', cursor('public', { rev: 1, table: 'position', id: '\ud800' })],
  ['no UUID where the entity has one', cursor('public', { rev: 1, table: 'project', id: 'nope' })],
  ['a rev below zero', cursor('public', { rev: -1 })],
  ['a rev that is no number', cursor('public', { rev: 'x' })],
  ['no entities', cursor('public', { entities: {} })],
  ['entities of another shape', cursor('public', { entities: ['project'] })],
  ['nothing', null],
];

eachDatabase('unusable cursors', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });

  it.each([1, 2, PROTOCOL])(
    'S14 S30: are skipped and reported by index; the act and the other scopes are processed, protocol %i',
    async (protocol) => {
      const community = await addCommunity(db);
      const project = await addProject(db, community);
      const who = await newMember(db);
      await grant(db, who.member, 5);
      const bad = UNREADABLE.map(([, given]) => given);
      const good = [cursor(memberScope(who.member), { entities: { wallet: 1 } }), cursor(communityScope(community))];
      const lines = await send(db, who, { ...body(who, [good[0], ...bad, good[1]], [boost(project, 1)]), protocol });
      expect(skipped(lines)).toEqual(bad.map((_, i) => i + 1));
      expect(lines.flatMap((l) => (l.t === 'verdicts' ? l.answers.map(outcome) : []))).toEqual(['applied']);
      expect(new Set(scopes(lines))).toEqual(new Set(good.map((c) => c.scope)));
    },
  );

  it.each(UNREADABLE)('S14: %s is one of them', async (_what, given) => {
    expect(skipped(await send(db, null, body(null, [cursor('polls:public'), given])))).toEqual([1]);
  });

  it('S14: an entity of a scope requested twice is read once; the second cursor is reported', async () => {
    const twice = [
      cursor('public', { entities: { project: 1, projectTally: 1 } }),
      cursor('public', { entities: { story: 1, project: 1 } }),
      cursor('public', { entities: { story: 1 } }),
    ];
    const lines = await send(db, null, body(null, twice));
    expect(skipped(lines)).toEqual([1]);
    expect(scopes(lines)).toHaveLength(2);
  });

  it('S14: nothing is reported when every cursor is usable', async () => {
    expect(skipped(await send(db, null, body(null, [cursor('public'), cursor('polls:public')])))).toBeUndefined();
  });
});

eachDatabase('cost limits of one request', (database) => {
  let db: Database;
  beforeAll(async () => {
    db = database();
    // A server does this when it starts; otherwise the first exchange would.
    await db.transaction((tx) => noticeMove(tx));
  });

  it('S15: one scope listed 2,000 times costs a visitor as many statements as listed once', async () => {
    const once = counted(db);
    await send(once.db, null, body(null, [cursor('public', { entities: entityVersions(false) })]));
    const often = counted(db);
    await send(
      often.db,
      null,
      body(
        null,
        Array.from({ length: 2000 }, () => cursor('public', { entities: entityVersions(false) })),
      ),
    );
    expect(often.statements()).toBe(once.statements());
  });

  it('S15: scopes over a visitor’s limit are neither read nor reported, and the public scopes come first', async () => {
    const communities = await Promise.all(Array.from({ length: MOST_CURSORS.visitor }, () => addCommunity(db)));
    const { db: watched, statements } = counted(db);
    const asked = [...communities.map((c) => cursor(communityScope(c))), cursor('polls:public'), cursor('public')];
    const lines = await send(watched, null, body(null, asked));
    expect(skipped(lines)).toBeUndefined();
    const read = readRequest(body(null, asked));
    expect(read.ok && read.value.cursors.length).toBe(MOST_CURSORS.visitor);
    expect(scopes(lines).slice(0, 2)).toEqual(['polls:public', 'public']);
    // The opening, the counters read in the transaction, and one statement for each scope.
    expect(statements()).toBeLessThanOrEqual(EFFORT.visitor.statements + 2);
    expect(more(lines)).toBe(true);
  });

  it('S15: a visitor whose pull exceeds the cost of one answer gets all of it in a few exchanges', async () => {
    const communities = await Promise.all(Array.from({ length: 40 }, () => addCommunity(db)));
    let cursors = communities.map((c) => cursor(communityScope(c)));
    let exchanges = 0;
    for (let goesOn = true; goesOn; exchanges++) {
      const lines = await send(db, null, body(null, cursors));
      cursors = cursors.map(
        (c) => lines.flatMap((l) => (l.t === 'page' && l.scope === c.scope ? [l.cursor] : [])).at(-1) ?? c,
      );
      goesOn = more(lines);
    }
    expect([exchanges, cursors.filter((c) => c.table === '')]).toEqual([2, []]);
  });

  it('S10: a list with more cursors than allowed is refused with a code, unread', () => {
    const read = readRequest(
      body(
        null,
        Array.from({ length: 2001 }, () => cursor('public')),
      ),
    );
    expect(read).toMatchObject({ ok: false, error: { code: 'sync.bad_request', params: { at: 'cursors' } } });
  });
});

it('S10: cursors that are no list are refused with a code', () => {
  expect(readRequest({ ...body(null, []), cursors: newId() })).toMatchObject({
    ok: false,
    error: { code: 'sync.bad_request', params: { at: 'cursors' } },
  });
});
