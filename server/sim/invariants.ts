/** What must hold: on a device at each of its commits, in the database and between both when the world is quiet (S28). */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { memberScope, PAGE, type PageLine, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { ECO } from '@egoejo/shared/eco/model.ts';
import type { CursorRow, OutboxRow, SentRow } from '../../client/src/sync/store.ts';
import type { Database } from '../src/platform/database.ts';
import { entitySources } from '../src/registry.ts';
import { pull } from '../src/sync/pull.ts';
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
  /** The database was put back to an older state: what was received may be on its way again, or lost (S29). */
  restored: boolean;
}
type Fail = (invariant: string, detail: string) => void;

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const complete = (device: Device): boolean => {
  const own = device.rows<CursorRow>('cursors').find((row) => row.scope === memberScope(device.member));
  return own !== undefined && own.parts.every((p) => p.frozen || (p.done && p.cursor.table === '~' && p.cursor.from === undefined));
};

/** S28: nothing shown as received is unshown; what was queued stays in sight. */
function checkShown(device: Device, facts: Facts, fail: Fail): void {
  const acts = facts.build.listActs({
    outbox: device.rows<OutboxRow>('outbox'), sent: device.rows<SentRow>('sent'), receipts: device.rows<Receipt>('receipt'),
    dismissed: new Set(), toldAt: device.told('toldAt'), offset: device.told('offset'),
  }, new Set());
  const states = new Map(acts.map((act) => [String(act.key), act.state]));
  const again = new Set(device.rows<OutboxRow>('outbox').filter((row) => row.again).map((row) => String(row.key)));
  for (const [key, before] of device.shown) {
    const state = states.get(key);
    const made = facts.made.get(key);
    const label = made?.label ?? key;
    if (state === undefined && device.leaving.has(key) && made) {
      // What an old copy of the queue shows as unsent may have left long ago.
      made.taken = !made.copied;
      device.shown.delete(key);
      continue;
    }
    if (state === undefined) return fail('every queued act stays visible', `${device.name} no longer shows ${label} (${before})`);
    // S29: after a restore what was received is in sight on its way again, or as lost.
    if (facts.restored && (again.has(key) || (state === 'lost' && before === 'received'))) continue;
    const now: Shown = state === 'received' || state === 'refused' ? state : 'waiting';
    // S29: nor does a verdict bind who never heard it: what went to another device by file may be decided anew from there.
    if (facts.restored && made?.copied && now !== 'waiting') {
      device.shown.set(key, now);
      continue;
    }
    if (before !== 'waiting' && now !== before) return fail('nothing shown as received is unshown', `${device.name} showed ${label} as ${before}, now as ${state}`);
    if (before !== now) {
      device.shown.set(key, now);
      device.sched.note(`${device.name} shows ${label} ${now}`);
    }
  }
  return undefined;
}

/** S16: an act shows by its overlay or by the base rows, never by both and never by neither. */
function checkOnce(device: Device, facts: Facts, fail: Fail): void {
  const transfers = new Map<string, Transfer>();
  for (const t of device.rows<Transfer>('transfer')) if (t.key !== null) transfers.set(t.key, t);
  for (const row of device.rows<OutboxRow>('outbox')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    const hidden = row.again && (!row.again.shown || row.cancelKey !== null);
    if (transfers.has(row.key) && !hidden) return fail('no effect is counted twice', `${device.name} replays ${label}, whose transfer is in the base tables; its revs ${JSON.stringify(row.revs)}, cursors ${JSON.stringify(device.rows<CursorRow>('cursors').map((c) => c.parts.map((p) => [c.scope.slice(0, 9), p.cursor.rev, p.cursor.table, p.cursor.from, p.done])))}`);
    if (row.lastError === 'sync.key_reused') return fail('a key stands for one request', `${device.name} was told so of ${label}`);
  }
  const positions = new Map(device.rows<{ id: string; seq: number }>('position').map((p) => [p.id, p.seq]));
  for (const row of device.rows<SentRow>('sent')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    if (row.verdict.status === 'rejected') {
      if (transfers.has(row.key)) return fail('a refused act leaves nothing', `${device.name} has a transfer of ${label}`);
    } else if (row.name === 'project.boost' && !transfers.has(row.key)) {
      return fail('nothing shown as received is unshown', `${device.name} shows ${label} as received without its transfer`);
    } else if (row.name === 'reading.progress' && (positions.get(`${String(row.args['text'])}:${device.id}`) ?? 0) < row.seq) {
      return fail('nothing shown as received is unshown', `${device.name} shows ${label} as received without its position`);
    }
  }
  return undefined;
}

/** The member's own rows agree among themselves whenever the device has all of them. */
function checkSums(device: Device, fail: Fail): void {
  if (!complete(device)) return;
  const transfers = device.rows<Transfer>('transfer');
  const [wallet] = device.rows<{ balance: number }>('wallet');
  const held = sum(transfers.map((t) => (t.gain ? t.amount : -t.amount)));
  if ((wallet?.balance ?? 0) !== held) return fail('the wallet shown equals its transfers', `${device.name}: ${wallet?.balance} instead of ${held}`);
  for (const support of device.rows<{ id: string; grains: number }>('support')) {
    const planted = sum(transfers.filter((t) => t.reason === 'project_boost' && t.project === support.id).map((t) => t.amount));
    if (planted !== support.grains) return fail('the support shown equals its transfers', `${device.name}: ${support.grains} instead of ${planted}`);
  }
  return undefined;
}

/** At each commit of a device. */
export function checkCommit(device: Device, facts: Facts, fail: Fail): void {
  checkShown(device, facts, fail);
  checkOnce(device, facts, fail);
  checkSums(device, fail);
}

/** Statements that must give no row, whatever happened. */
const NEVER: Readonly<Record<string, string>> = {
  'no wallet is below zero': 'select member from wallet where balance < 0',
  'a wallet equals its transfers': `select w.member from wallet w where w.balance <> coalesce((select sum(case when to_account = 'wallet' then amount else -amount end) from transfer t where t.member = w.member), 0)`,
  'the Silo equals its transfers': `select id from silo where balance <> coalesce((select sum(case when to_account = 'silo' then amount when from_account = 'silo' then -amount else 0 end) from transfer), 0)`,
  'an act moves grains once': `select key from transfer where key is not null and reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote') group by member, key, reason having count(*) > 1`,
  'a refused act leaves nothing': 'select r.key from receipt r join transfer t on t.member = r.member and t.key = r.key where r.code is not null',
  'an applied boost has its transfer': `select r.key from receipt r where r.name = 'project.boost' and r.code is null and not exists (select from transfer t where t.member = r.member and t.key = r.key and t.reason = 'project_boost')`,
  'grains move by acts with receipts': `select t.key from transfer t where t.reason in ('project_boost', 'poll_spend', 'content_read', 'poll_vote') and not exists (select from receipt r where r.member = t.member and r.key = t.key and r.code is null)`,
  'a support equals its transfers': `select s.member from support s where s.grains <> (select coalesce(sum(amount), 0) from transfer t where t.member = s.member and t.project = s.project and t.reason = 'project_boost')`,
  'a ballot costs what was planted for it': `select b.member from ballot b where b.grains <> (select coalesce(sum(case when reason = 'poll_spend' then amount else -amount end), 0) from transfer t where t.member = b.member and t.poll = b.poll and t.reason in ('poll_spend', 'poll_refund'))`,
  'tally + deltas = ledger (projects)': `select t.id from project_tally t where t.score + coalesce((select sum(grains) from project_delta d where d.project = t.id), 0) <> coalesce((select sum(amount) from transfer x where x.project = t.id and x.reason = 'project_boost'), 0)
    or t.supporters + coalesce((select sum(supporters) from project_delta d where d.project = t.id), 0) <> (select count(*) from support s where s.project = t.id)`,
  'tally + deltas = ballots (polls)': `select t.id from poll_tally t where t.ballots + coalesce((select sum(ballots) from poll_delta d where d.poll = t.id), 0) <> (select count(*) from ballot b where b.poll = t.id)`,
  'no row is ahead of its counter': `select 1 from transfer t join member_counter c using (member) where t.rev > c.rev union all select 1 from receipt t join member_counter c using (member) where t.rev > c.rev
    union all select 1 from project t join scope_counter c using (scope) where t.rev > c.rev union all select 1 from project_tally t join scope_counter c using (scope) where t.rev > c.rev`,
};

/** The database by itself, and against what members did. */
export async function checkDatabase(db: Database, facts: Facts, fail: Fail): Promise<void> {
  const asked = Object.values(NEVER).map((sql, i) => `select ${i} as i, (select count(*) from (${sql}) x) as n`);
  for (const { i, n } of await db.query<{ i: number; n: number }>(asked.join(' union all '))) {
    if (n > 0) return fail(Object.keys(NEVER)[i] ?? '', `${n} rows`);
  }
  const receipts = await db.query<{ key: string; code: string | null; name: string; seq: number | null }>('select key, code, name from receipt');
  const projects = new Set((await db.query<{ id: string }>('select id from project')).map((p) => p.id));
  for (const { key, code, name } of receipts) {
    const made = facts.made.get(key);
    if (!made) return fail('one receipt per key', `a receipt of ${name} for a key nobody made`);
    if (made.taken) return fail('what was taken back unsent is never settled', made.label);
    if (name === 'project.propose' && projects.has(String(made.args['id'])) !== (code === null)) return fail('a receipt tells what was done', `${made.label}: ${code ?? 'applied'}`);
  }
  return undefined;
}

interface Shape {
  e: string;
  id: string;
}
/** Every row the server would give a device that starts from nothing, by entity and id. */
async function serverRows(db: Database, device: Device, facts: Facts, communities: readonly string[]): Promise<Map<string, string>> {
  const scopes = facts.build.wantedScopes({ member: device.member, device: device.id }, communities);
  const cursors: ScopeCursor[] = scopes.map((scope) => ({ scope, entities: facts.build.wantedEntities(scope, ECO[device.eco].texts), rev: 0, table: '', id: '' }));
  const size = PAGE.rows;
  Object.assign(PAGE, { rows: 500 });
  const pulled = await pull(db, entitySources, { member: device.member, cursors, sameEpoch: true, moved: new Set(), wire: () => 0, seal });
  Object.assign(PAGE, { rows: size });
  const rows = new Map<string, string>();
  for (const { line } of pulled.pages) {
    const page: PageLine = JSON.parse(line);
    for (const { e, rows: some } of page.rows) for (const row of some) rows.set(`${e}/${row.id}`, canonicalJson(row));
  }
  return rows;
}

/** Every device equals the server, row by row. `waits`: acts for a newer server may still be queued. */
export async function checkDevice(db: Database, device: Device, facts: Facts, fail: Fail, waits: boolean): Promise<void> {
  const joined = (await db.query<{ community: string }>('select community from membership where member = $1', [device.member])).map((r) => r.community);
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
  for (const [id, row] of there) if (here.get(id) !== row) return fail('every device equals the server', `${device.name} has ${here.get(id) ?? 'no'} ${id}, the server ${row}`);
  for (const id of here.keys()) if (!there.has(id)) return fail('every device equals the server', `${device.name} still has ${id}: ${JSON.stringify(device.rows<Shape>(id.split('/')[0] ?? '').find((row) => id.endsWith(row.id)))}; cursors ${JSON.stringify(device.rows<CursorRow>('cursors').map((c) => c.parts.map((p) => [c.scope, p.cursor.rev, p.cursor.table, p.cursor.from, p.done, p.mark, Object.keys(p.cursor.entities).length])))}`);
  const left = device.rows<OutboxRow>('outbox');
  if (left.length > 0 && !waits) {
    const told = left.map((row) => `${facts.made.get(row.key)?.label ?? row.key} ${row.name} ${row.held ?? ''} ${row.lastError ?? ''} ${row.verdict?.status ?? ''}`);
    return fail('every queued act has a verdict', `${device.name} still queues ${told.join('; ')}`);
  }
  return undefined;
}
