/**
 * After a recovery, each subject has the state of the last act that a member was told was received (S29). A subject is
 * a value that acts overwrite: a field, a membership, a ballot, a queue item, a draft, a project. Acts whose effects
 * add up in any order (boosts, positions, read marks) have no last word; other invariants check them.
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { MutationName } from '@egoejo/shared/registry.ts';
import type { OutboxRow, SentRow } from '@egoejo/client/sync/engine/store.ts';
import type { Database } from '@egoejo/server/platform/database.ts';
import type { Device } from './device.ts';
import type { Made } from './made.ts';

type Fail = (invariant: string, detail: string) => void;
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

interface State {
  bio: Map<string, unknown>;
  theme: Map<string, unknown>;
  joined: Set<string>;
  ballots: Map<string, string>;
  items: Set<string>;
  projects: Map<string, string>;
  polls: Map<string, { state: string; closes: string }>;
}
async function stateOf(db: Database): Promise<State> {
  const members = await db.query<{ id: string; bio: string; theme: unknown }>(
    `select m.id, m.bio, p.value -> 'theme' as theme from member m left join preferences p on p.member = m.id`,
  );
  const joined = await db.query<{ id: string }>(`select member || '/' || community as id from membership`);
  const ballots = await db.query<{ id: string; content: unknown }>(
    `select member || '/' || poll as id, content from ballot`,
  );
  const items = await db.query<{ id: string }>(`select member || '/' || id as id from reading_item`);
  const projects = await db.query<{ id: string; status: string }>('select id, status from project');
  const polls = await db.query<{ id: string; state: string; closes: string }>(
    'select id, state, iso(closes_at) as closes from poll',
  );
  return {
    bio: new Map(members.map((m) => [m.id, m.bio])),
    theme: new Map(members.map((m) => [m.id, m.theme])),
    joined: new Set(joined.map((j) => j.id)),
    ballots: new Map(ballots.map((b) => [b.id, canonicalJson(b.content)])),
    items: new Set(items.map((i) => i.id)),
    projects: new Map(projects.map((p) => [p.id, p.status])),
    polls: new Map(polls.map((p) => [p.id, p])),
  };
}

/**
 * The subject that an act overwrites, and whether the act's value is there now. An operator adds and removes members of
 * the closed community manually.
 */
function subjectOf(
  { member, name, args }: Received,
  now: State,
  closed: string,
): { subject: string; stands: () => boolean } | null {
  const of = (id: unknown): string => `${member}/${String(id)}`;
  const project = now.projects.get(String(args['project'] ?? args['id'])) ?? 'gone';
  const poll = now.polls.get(String(args['poll'] ?? args['id']));
  switch (name) {
    case 'profile.update':
      return { subject: `bio/${member}`, stands: () => now.bio.get(member) === args['bio'] };
    case 'preferences.set':
      return { subject: `theme/${member}`, stands: () => now.theme.get(member) === args['theme'] };
    case 'community.join':
    case 'community.leave':
      if (args['community'] === closed) return null;
      return {
        subject: `membership/${of(args['community'])}`,
        stands: () => now.joined.has(of(args['community'])) === (name === 'community.join'),
      };
    case 'poll.vote':
      return {
        subject: `ballot/${of(args['poll'])}`,
        stands: () => now.ballots.get(of(args['poll'])) === canonicalJson(args['ballot']),
      };
    case 'poll.withdrawVote':
      return { subject: `ballot/${of(args['poll'])}`, stands: () => !now.ballots.has(of(args['poll'])) };
    case 'reading.add':
      return { subject: `item/${of(args['id'])}`, stands: () => now.items.has(of(args['id'])) };
    case 'reading.remove':
      return { subject: `item/${of(args['item'])}`, stands: () => !now.items.has(of(args['item'])) };
    case 'project.propose':
      return { subject: `project/${String(args['id'])}`, stands: () => project === 'proposed' };
    case 'project.publish':
      return { subject: `project/${String(args['project'])}`, stands: () => project === 'published' };
    case 'project.withdraw':
      return {
        subject: `project/${String(args['project'])}`,
        stands: () => project === 'withdrawn' || project === 'declined',
      };
    case 'poll.draft':
      return {
        subject: `poll/${String(args['id'])}`,
        stands: () => poll?.state === 'draft' && poll.closes === new Date(String(args['closesAt'])).toISOString(),
      };
    case 'poll.open':
      return {
        subject: `poll/${String(args['poll'])}`,
        stands: () => poll?.state === 'open' || poll?.state === 'closed',
      };
    case 'poll.cancel':
      return {
        subject: `poll/${String(args['poll'])}`,
        stands: () => poll === undefined || poll.state === 'cancelled',
      };
    // Their effects add up in any order.
    case 'project.boost':
    case 'reading.progress':
    case 'reading.finish':
    case 'sync.cancel':
      return null;
    default:
      return name satisfies never;
  }
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
  const now = await stateOf(db);
  const received = await receivedIn(db, made);
  const bySubject = new Map<string, { act: Received; stands: () => boolean }[]>();
  for (const act of received) {
    const found = subjectOf(act, now, closed);
    if (found) bySubject.set(found.subject, [...(bySubject.get(found.subject) ?? []), { act, stands: found.stands }]);
  }
  for (const [subject, acts] of bySubject) {
    const last = acts.at(-1);
    if (!last || ofSeveral(acts) || last.stands()) continue;
    const told = acts.map(({ act }) => `${made.get(act.key)?.label} ${act.name}`).join(', ');
    return fail(
      RULE,
      `${subject.split('/')[0]} is not as ${made.get(last.act.key)?.label} (${last.act.name} ` +
        `${JSON.stringify(last.act.args)}) left it; in the order of receipts: ${told}`,
    );
  }
  // Every act that a device shows as received must be among them.
  const there = new Set(received.map((act) => act.key));
  for (const device of devices) {
    const shown = [...device.rows<SentRow>('sent'), ...device.rows<OutboxRow>('outbox')].filter(
      (row) => row.verdict?.status === 'applied' && row.name !== 'reading.progress',
    );
    const forgotten = shown.find((row) => !there.has(row.key));
    if (forgotten)
      return fail(
        RULE,
        `${device.name} shows ${made.get(forgotten.key)?.label} ${forgotten.name} as received, and the server ` +
          'knows nothing of it',
      );
  }
  return undefined;
}
