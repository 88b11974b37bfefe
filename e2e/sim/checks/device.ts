/** Checks between a device and the database, when the world is at rest (S28). */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { memberScope, PAGE, type PageLine, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { ECO } from '@egoejo/shared/eco/model.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { entitySources } from '@egoejo/server/registry.ts';
import { pull } from '@egoejo/server/sync/pull/pull.ts';
import { macOf } from '../server/sync-app.ts';
import type { Device } from '../device/device.ts';
import { cursorsOf, type Facts, type Fail } from './invariants.ts';

const rowOf = (device: Device, id: string): { id: string } | undefined =>
  device.rows<{ id: string }>(id.split('/')[0] ?? '').find((row) => id.endsWith(row.id));

interface Shape {
  e: string;
  id: string;
}

/** All rows that the server would send to an empty device, by entity and id. */
async function serverRows(
  db: Database,
  device: Device,
  facts: Facts,
  opened: readonly Scope[],
): Promise<Map<string, string>> {
  const scopes = facts.build.wantedScopes({ member: device.member, device: device.id }, opened);
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
    macOf,
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
  return device.queue().filter((row) => {
    const touches = facts.build.touchesOf(row, who).map((ref) => `${ref.e}/${ref.id}`);
    // The member decides about an act whose scope was revoked; no other act waits for it (S14).
    if (row.held === 'revoked') return false;
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
  const rooms = (
    await db.query<{ room: string }>('select room from room_member where member = $1', [device.member])
  ).map((r) => r.room);
  const { openedBy } = facts.build;
  const opened = [...openedBy('membership', [...joined, ...followed]), ...openedBy('roomMember', rooms)];
  const there = await serverRows(db, device, facts, opened);
  const kinds = ['public', 'polls:public', 'community:any', 'room:any', 'catalogue'];
  const wanted = new Set(kinds.flatMap((s) => Object.keys(facts.build.wantedEntities(s, ECO[device.eco].texts))));
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
  const left = [...device.rows<OutboxRow>('outbox'), ...device.spares()].filter((row) => !device.ruined.has(row.key));
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
