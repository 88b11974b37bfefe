/**
 * After a recovery, each subject has the state of the last act that a member was told was received (S29). A subject is
 * a value that acts overwrite: a field, a membership, a ballot, a queue item, a draft, a project. Acts whose effects
 * add up in any order (boosts, positions, read marks) have no last word; other invariants check them.
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { OutboxRow, SentRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { simulated } from '../mutations/acts.ts';
import { lostNote } from './notes.ts';
import { isConvergent } from './request.ts';
import type { Device } from '../device/device.ts';
import type { Made } from '../device/made.ts';
import type { LastWord, State } from '../mutations/model.ts';

type Fail = (invariant: string, detail: string) => void;
const LOST = 'sync.lost_in_restore';
const isLost = (verdict: SentRow['verdict']): boolean => verdict.status === 'rejected' && verdict.code === LOST;
/** A refusal of what was confirmed before a restore must say so; a copy from a file has no proof of that (S29). */
const isUntold = ({ key, again, verdict }: SentRow, made: ReadonlyMap<string, Made>): boolean =>
  again === true &&
  verdict.status === 'rejected' &&
  verdict.code !== LOST &&
  verdict.code !== 'sync.cancelled' &&
  made.get(key)?.copied !== true;
const RULE = 'each subject is as the last act left it that was told to be received';

interface Received {
  member: string;
  key: string;
  name: MutationName;
  args: Record<string, unknown>;
}
/**
 * Acts with a receipt that says applied, ordered by the receipts' times; acts of one member are in the order of their
 * receipts.
 */
async function receivedIn(db: Database, made: ReadonlyMap<string, Made>): Promise<Received[]> {
  const rows = await db.query<Omit<Received, 'args'>>(
    'select member, key, name from receipt where code is null order by at, member, rev, seq',
  );
  return rows.flatMap((row) => {
    const args = made.get(row.key)?.args;
    return args ? [{ ...row, args }] : [];
  });
}

async function stateOf(db: Database, closed: string): Promise<State> {
  const members = await db.query<{ id: string; bio: string; theme: unknown }>(
    `select m.id, m.bio, p.value -> 'theme' as theme from member m left join preferences p on p.member = m.id`,
  );
  const joined = await db.query<{ id: string }>(`select member || '/' || community as id from membership`);
  const sole = await db.query<{ id: string }>(
    `select min(member::text) || '/' || community as id from membership where role = 'animator'
      group by community having count(*) = 1`,
  );
  const ballots = await db.query<{ id: string; content: unknown }>(
    `select member || '/' || poll as id, content from ballot`,
  );
  const items = await db.query<{ id: string }>(`select member || '/' || id as id from reading_item`);
  const tracks = await db.query<{ id: string }>('select id from track');
  const likes = await db.query<{ id: string }>(`select member || '/' || track as id from track_like`);
  const projects = await db.query<{ id: string; status: string }>('select id, status from project');
  const polls = await db.query<{ id: string; state: string; closes: string }>(
    'select id, state, iso(closes_at) as closes from poll',
  );
  return {
    bio: new Map(members.map((m) => [m.id, m.bio])),
    theme: new Map(members.map((m) => [m.id, m.theme])),
    joined: new Set(joined.map((j) => j.id)),
    soleAnimators: new Set(sole.map((s) => s.id)),
    ballots: new Map(ballots.map((b) => [b.id, canonicalJson(b.content)])),
    items: new Set(items.map((i) => i.id)),
    tracks: new Set(tracks.map((t) => t.id)),
    likes: new Set(likes.map((l) => l.id)),
    projects: new Map(projects.map((p) => [p.id, p.status])),
    polls: new Map(polls.map((p) => [p.id, p])),
    closed,
  };
}

/** The last word of an act, by its mutation's own rule; null when it has none. */
function lastWordOf({ name, args, member }: Received, now: State): LastWord | null {
  if (name === 'sync.cancel') return null;
  // The registry pairs each name with the types of its own arguments; this pairing is not known statically here.
  const { last }: { last: ((act: { args: never; member: string }, now: State) => LastWord | null) | null } =
    simulated[name];
  return last ? last({ args: args as never, member }, now) : null;
}

/**
 * A member's approval of another member's item takes effect by an event after the act, so the order of such acts is not
 * the order of their effects.
 */
const ofSeveral = (acts: readonly { act: Received }[]): boolean => new Set(acts.map(({ act }) => act.member)).size > 1;

/** Checks the last word once all devices are back and the world is at rest. */
export async function checkLastWord(
  db: Database,
  devices: readonly Device[],
  made: ReadonlyMap<string, Made>,
  closed: string,
  fail: Fail,
): Promise<void> {
  const now = await stateOf(db, closed);
  const received = await receivedIn(db, made);
  const note = await lostNote(db, received);
  if (note) return fail('B8: no text of a note is lost', `${made.get(note.key)?.label} ${note.name}`);
  const bySubject = new Map<string, { act: Received; stands: boolean }[]>();
  for (const act of received) {
    const found = lastWordOf(act, now);
    if (found) bySubject.set(found.subject, [...(bySubject.get(found.subject) ?? []), { act, stands: found.stands }]);
  }
  for (const [subject, acts] of bySubject) {
    const last = acts.at(-1);
    if (!last || ofSeveral(acts) || last.stands) continue;
    const told = acts.map(({ act }) => `${made.get(act.key)?.label} ${act.name}`).join(', ');
    return fail(
      RULE,
      `${subject.split('/')[0]} is not as ${made.get(last.act.key)?.label} (${last.act.name} ` +
        `${JSON.stringify(last.act.args)}) left it; in the order of receipts: ${told}`,
    );
  }
  // Every act that a device shows as received must be among them; one shown as lost, among those lost in a restore.
  const there = new Set(received.map((act) => act.key));
  const gone = new Set(
    (await db.query<{ key: string }>('select key from receipt where code = $1', [LOST])).map(({ key }) => key),
  );
  for (const device of devices) {
    const shown = [...device.rows<SentRow>('sent'), ...device.rows<OutboxRow>('outbox')].filter(
      (row) => row.verdict?.status === 'applied' && !isConvergent(row.name),
    );
    // What a device had to forget it cannot offer again (P2).
    const forgotten = shown.find((row) => !there.has(row.key) && !('forgotten' in row && row.forgotten));
    const untold = device.rows<SentRow>('sent').find((row) => isUntold(row, made));
    if (untold)
      return fail(
        'S29: what is refused after a restore was lost in it',
        `${device.name} ${made.get(untold.key)?.label}`,
      );
    const lost = device
      .rows<SentRow>('sent')
      .find((row) => isLost(row.verdict) && !row.unreadable && !gone.has(row.key) && !there.has(row.key));
    if (lost)
      return fail(
        RULE,
        `${device.name} shows ${made.get(lost.key)?.label} ${lost.name} as lost, and no receipt says so`,
      );
    if (forgotten)
      return fail(
        RULE,
        `${device.name} shows ${made.get(forgotten.key)?.label} ${forgotten.name} as received, and the server ` +
          'knows nothing of it',
      );
  }
  return undefined;
}
