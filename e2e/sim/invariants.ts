/**
 * Invariants: checked on a device at each of its commits, and in the database and between both when the world is at
 * rest (S28).
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { memberScope, PAGE, type PageLine, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { ECO } from '@egoejo/shared/eco/model.ts';
import type { CursorRow, OutboxRow, SentRow } from '@egoejo/client/sync/engine/store.ts';
import type { Database } from '@egoejo/server/platform/database.ts';
import { entitySources } from '@egoejo/server/registry.ts';
import { pull } from '@egoejo/server/sync/pull.ts';
import type { ClientBuild } from './builds.ts';
import { seal } from './cluster.ts';
import type { Device, Made, Shown } from './device.ts';

interface Transfer {
  key: string | null;
  gain: boolean;
  amount: number;
  reason: string;
  project: string | null;
}
export interface Facts {
  made: ReadonlyMap<string, Made>;
  build: ClientBuild;
  /** The database was restored to an older state: received acts may be offered again, or lost (S29). */
  restored: boolean;
}
type Fail = (invariant: string, detail: string) => void;

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
/** A device's cursors and the rows with one id, for failure messages. */
const cursorsOf = (device: Device): string =>
  JSON.stringify(
    device.rows<CursorRow>('cursors').map(({ scope, parts }) =>
      parts.map(({ cursor, done, mark }) => {
        const { rev, table, from, entities } = cursor;
        return [scope, rev, table, from, done, mark, Object.keys(entities).length];
      }),
    ),
  );
const rowOf = (device: Device, id: string): { id: string } | undefined =>
  device.rows<{ id: string }>(id.split('/')[0] ?? '').find((row) => id.endsWith(row.id));
const complete = (device: Device): boolean => {
  const own = device.rows<CursorRow>('cursors').find((row) => row.scope === memberScope(device.member));
  return (
    own !== undefined &&
    own.parts.every((p) => p.frozen || (p.done && p.cursor.table === '~' && p.cursor.from === undefined))
  );
};

/** No act shown as received disappears, and queued acts stay visible (S28). */
function checkShown(device: Device, facts: Facts, fail: Fail): void {
  const acts = facts.build.listActs(
    {
      outbox: device.rows<OutboxRow>('outbox'),
      sent: device.rows<SentRow>('sent'),
      receipts: device.rows<Receipt>('receipt'),
      dismissed: new Set(),
      toldAt: device.told('toldAt'),
      offset: device.told('offset'),
    },
    new Set(),
  );
  const states = new Map(acts.map((act) => [String(act.key), act.state]));
  const again = new Set(
    device
      .rows<OutboxRow>('outbox')
      .filter((row) => row.again)
      .map((row) => String(row.key)),
  );
  for (const [key, before] of device.shown) {
    const state = states.get(key);
    const made = facts.made.get(key);
    const label = made?.label ?? key;
    if (state === undefined && device.leaving.has(key) && made) {
      // An act that an old copy of the queue shows as unsent may have been sent long ago.
      made.taken = !made.copied;
      device.shown.delete(key);
      continue;
    }
    if (state === undefined)
      return fail('every queued act stays visible', `${device.name} no longer shows ${label} (${before})`);
    // After a restore, a received act is shown as offered again or as lost (S29).
    if ((facts.restored || device.epochLost) && (again.has(key) || (state === 'lost' && before === 'received')))
      continue;
    const now: Shown = state === 'received' || state === 'refused' ? state : 'waiting';
    // A verdict does not bind a copy of the act that has not received it: an act copied by a file to another device may
    // be settled again from there after a restore (S29).
    if (facts.restored && made?.copied && now !== 'waiting') {
      device.shown.set(key, now);
      continue;
    }
    if (before !== 'waiting' && now !== before)
      return fail(
        'nothing shown as received is unshown',
        `${device.name} showed ${label} as ${before}, now as ${state}`,
      );
    if (before !== now) {
      device.shown.set(key, now);
      device.sched.note(`${device.name} shows ${label} ${now}`);
    }
  }
  return undefined;
}

/** An act is visible either by its overlay or by the base rows, never by both and never by neither (S16). */
function checkOnce(device: Device, facts: Facts, fail: Fail): void {
  const transfers = new Map<string, Transfer>();
  for (const t of device.rows<Transfer>('transfer')) if (t.key !== null) transfers.set(t.key, t);
  for (const row of device.rows<OutboxRow>('outbox')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    const hidden = row.again && (!row.again.shown || row.cancelKey !== null);
    if (transfers.has(row.key) && !hidden)
      return fail(
        'no effect is counted twice',
        `${device.name} replays ${label}, whose transfer is in the base tables; its revs ` +
          `${JSON.stringify(row.revs)}, ` +
          `cursors ${cursorsOf(device)}`,
      );
    if (row.lastError === 'sync.key_reused')
      return fail('a key stands for one request', `${device.name} was told so of ${label}`);
  }
  const positions = new Map(device.rows<{ id: string; seq: number }>('position').map((p) => [p.id, p.seq]));
  for (const row of device.rows<SentRow>('sent')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    if (row.verdict.status === 'rejected') {
      if (transfers.has(row.key))
        return fail('a refused act leaves nothing', `${device.name} has a transfer of ${label}`);
    } else if (row.name === 'project.boost' && !transfers.has(row.key)) {
      return fail(
        'nothing shown as received is unshown',
        `${device.name} shows ${label} as received without its transfer`,
      );
    } else if (
      row.name === 'reading.progress' &&
      !row.unreadable &&
      (positions.get(`${String(row.args['text'])}:${device.id}`) ?? 0) < row.seq
    ) {
      return fail(
        'nothing shown as received is unshown',
        `${device.name} shows ${label} as received without its position`,
      );
    }
  }
  return undefined;
}

/** When the device has all of the member's own rows, their figures agree. */
function checkSums(device: Device, fail: Fail): void {
  if (!complete(device)) return;
  const transfers = device.rows<Transfer>('transfer');
  const [wallet] = device.rows<{ balance: number }>('wallet');
  const held = sum(transfers.map((t) => (t.gain ? t.amount : -t.amount)));
  if ((wallet?.balance ?? 0) !== held)
    return fail('the wallet shown equals its transfers', `${device.name}: ${wallet?.balance} instead of ${held}`);
  for (const support of device.rows<{ id: string; grains: number }>('support')) {
    const planted = sum(
      transfers.filter((t) => t.reason === 'project_boost' && t.project === support.id).map((t) => t.amount),
    );
    if (planted !== support.grains)
      return fail('the support shown equals its transfers', `${device.name}: ${support.grains} instead of ${planted}`);
  }
  return undefined;
}

/** The checks at each commit of a device. */
export function checkCommit(device: Device, facts: Facts, fail: Fail): void {
  checkShown(device, facts, fail);
  checkOnce(device, facts, fail);
  checkSums(device, fail);
}

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
    group by member, key, reason having count(*) > 1`,
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
  'no row is ahead of its counter': `select 1 from transfer t join member_counter c using (member) where t.rev > c.rev
    union all select 1 from receipt t join member_counter c using (member) where t.rev > c.rev
    union all select 1 from project t join scope_counter c using (scope) where t.rev > c.rev union all select 1
      from project_tally t join scope_counter c using (scope) where t.rev > c.rev`,
};

/** Checks the database by itself and against the members' acts. */
export async function checkDatabase(db: Database, facts: Facts, fail: Fail): Promise<void> {
  const asked = Object.values(NEVER).map((sql, i) => `select ${i} as i, (select count(*) from (${sql}) x) as n`);
  for (const { i, n } of await db.query<{ i: number; n: number }>(asked.join(' union all '))) {
    if (n > 0) return fail(Object.keys(NEVER)[i] ?? '', `${n} rows`);
  }
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

interface Shape {
  e: string;
  id: string;
}
/** All rows that the server would send to an empty device, by entity and id. */
async function serverRows(
  db: Database,
  device: Device,
  facts: Facts,
  communities: readonly string[],
): Promise<Map<string, string>> {
  const scopes = facts.build.wantedScopes({ member: device.member, device: device.id }, communities);
  const cursors: ScopeCursor[] = scopes.map((scope) => ({
    scope,
    entities: facts.build.wantedEntities(scope, ECO[device.eco].texts),
    rev: 0,
    table: '',
    id: '',
  }));
  const size = PAGE.rows;
  Object.assign(PAGE, { rows: 500 });
  const pulled = await pull(db, entitySources, {
    member: device.member,
    cursors,
    sameEpoch: true,
    marks: true,
    moved: new Set(),
    wire: () => 0,
    seal,
  });
  Object.assign(PAGE, { rows: size });
  const rows = new Map<string, string>();
  for (const { line } of pulled.pages) {
    const page: PageLine = JSON.parse(line);
    for (const { e, rows: some } of page.rows) for (const row of some) rows.set(`${e}/${row.id}`, canonicalJson(row));
  }
  return rows;
}

/** Acts that the server can settle, and that do not wait for one that it cannot settle (S30). */
function judgeable(device: Device, facts: Facts): OutboxRow[] {
  const who = { member: device.member, device: device.id };
  const blocked = new Set<string>();
  return device.rows<OutboxRow>('outbox').filter((row) => {
    const touches = facts.build.touchesOf(row, who).map((ref) => `${ref.e}/${ref.id}`);
    const stays = row.held !== null || row.again?.waits === true || touches.some((key) => blocked.has(key));
    if (stays) for (const key of touches) blocked.add(key);
    return row.verdict === null && !stays;
  });
}
/** Two minutes after all faults have ended, no act that can be settled is still queued, without any tap (S30). */
export function checkRested(device: Device, facts: Facts, fail: Fail): void {
  const stuck = judgeable(device, facts);
  if (stuck.length === 0) return;
  fail(
    'S30: what can be judged is judged within two minutes',
    `${device.name} still queues ` +
      stuck.map((row) => `${facts.made.get(row.key)?.label ?? row.key} ${row.name} ${row.lastError ?? ''}`).join('; '),
  );
}

/** Checks that a device equals the server, row by row. `waits`: acts for a newer server may still be queued. */
export async function checkDevice(
  db: Database,
  device: Device,
  facts: Facts,
  fail: Fail,
  waits: boolean,
): Promise<void> {
  const joined = (
    await db.query<{ community: string }>('select community from membership where member = $1', [device.member])
  ).map((r) => r.community);
  const followed = device.rows<{ community: string }>('followed').map((r) => r.community);
  const there = await serverRows(db, device, facts, [...joined, ...followed]);
  const wanted = new Set(Object.keys(facts.build.wantedEntities('public', ECO[device.eco].texts)));
  const own = Object.keys(facts.build.wantedEntities(memberScope(device.member), true));
  const here = new Map<string, string>();
  for (const e of own) {
    for (const { _scope, _mark, ...row } of device.rows<Shape & { _scope: string; _mark: number }>(e)) {
      if (wanted.has(e) || _scope.startsWith('member:')) here.set(`${e}/${row.id}`, canonicalJson(row));
    }
  }
  for (const [id, row] of there)
    if (here.get(id) !== row)
      return fail(
        'every device equals the server',
        `${device.name} has ${here.get(id) ?? 'no'} ${id}, the server ${row}`,
      );
  for (const id of here.keys())
    if (!there.has(id))
      return fail(
        'every device equals the server',
        `${device.name} still has ${id}: ${JSON.stringify(rowOf(device, id))}; cursors ${cursorsOf(device)}`,
      );
  const left = device.rows<OutboxRow>('outbox').filter((row) => !device.ruined.has(row.key));
  if (left.length > 0 && !waits) {
    const told = left.map(
      (row) =>
        `${facts.made.get(row.key)?.label ?? row.key} ${row.name} ${row.held ?? ''} ` +
        `${row.lastError ?? ''} ${row.verdict?.status ?? ''}`,
    );
    return fail('every queued act has a verdict', `${device.name} still queues ${told.join('; ')}`);
  }
  return undefined;
}
