/** What each event tells, and whom. It reads the present state: what was hidden or cancelled since tells nobody. */
import type { NotificationKind } from '@egoejo/shared/notifications/model.ts';
import type { Queryable } from '../platform/database.ts';
import type { DomainEvent } from '../platform/events.ts';

/** What a notification says, the same for everybody who gets it. */
interface Told {
  project: string | null;
  poll: string | null;
  comment: string | null;
  community: string | null;
  title: string;
  text: string;
}
/** `audience`: SQL that selects member, kind and rank; of several rows of a member the lowest rank counts. */
interface Telling extends Told {
  /** Null: the notification's id follows from the event. */
  id: string | null;
  audience: string;
  params: readonly unknown[];
}
const NOTHING: Told = { project: null, poll: null, comment: null, community: null, title: '', text: '' };
const only = (kind: NotificationKind): string => `'${kind}' as kind, 1 as rank`;
const textOf = (v: unknown): string => (typeof v === 'string' ? v : '');

/** Whoever was mentioned, answered, proposed the project or follows it, as far as they may see its community. */
async function comment(tx: Queryable, { subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ project: string; community: string; title: string }>(
    `select p.id as project, p.community, p.title from comment c join project p on p.id = c.project
      where c.id = $1 and c.state = 'shown' and p.status in ('published', 'withdrawn')`,
    [subject],
  );
  if (!row) return null;
  const audience = `select x.member, x.kind, x.rank from comment c join project p on p.id = c.project
      join community k on k.id = p.community, lateral (
        select q.author as member, 'answer' as kind, 1 as rank from comment q where q.id = c.parent
        union all select unnest($2::uuid[]), 'mention', 2
        union all select p.author, case c.kind when 'update' then 'news' else 'comment' end, 3
        union all select f.member, 'news', 4 from project_follow f where f.project = p.id and c.kind = 'update') x
    where c.id = $1 and x.member is distinct from c.author and (k.visibility = 'public'
      or exists (select from membership m where m.community = k.id and m.member = x.member))`;
  const mentions = Array.isArray(payload['mentions']) ? payload['mentions'] : [];
  return { ...NOTHING, ...row, comment: subject, id: null, audience, params: [subject, mentions] };
}

/** The author of a project, unless they acted themselves. */
async function project(tx: Queryable, { name, subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string; title: string }>(
    `select community, title from project where id = $1 and status <> 'hidden'`,
    [subject],
  );
  if (!row) return null;
  const kind = name === 'project.withdrawn' ? 'withdrawn' : payload['published'] === true ? 'published' : 'declined';
  const audience = `select author as member, ${only(kind)} from project
    where id = $1 and author is distinct from $2::uuid`;
  const by = payload['by'] ?? null;
  return {
    ...NOTHING,
    ...row,
    project: subject,
    text: textOf(payload['reason']),
    id: null,
    audience,
    params: [subject, by],
  };
}

const MEMBERS_OF = (community: string, kind: NotificationKind): string =>
  `select x.id as member, ${only(kind)} from member x where ${community}::uuid is null
   union all select m.member, ${only(kind)} from membership m where m.community = ${community}::uuid`;

/** The state of the poll in which each event still tells. */
const POLL_THEN: Readonly<Record<string, string>> = {
  'poll.opened': 'open',
  'poll.counted': 'closed',
  'poll.cancelled': 'cancelled',
};

/**
 * Whom a poll concerns: those who may vote when it opens; those who voted when it is counted; these and its author when
 * it is cancelled, with the reason, but not who cancelled it.
 */
async function poll(tx: Queryable, { name, subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string | null; title: string; author: string | null }>(
    'select community, title, author from poll where id = $1 and state = $2 and hidden_at is null',
    [subject, POLL_THEN[name]],
  );
  if (!row) return null;
  const { community, title, author } = row;
  const about = { ...NOTHING, community, title, poll: subject, id: null };
  const voters = `select member, ${only('pollResult')} from ballot where poll = $1`;
  if (name === 'poll.counted') return { ...about, audience: voters, params: [subject] };
  if (name === 'poll.cancelled') {
    // Of a secret poll too: that a member voted stays known, only what they chose is destroyed (P2).
    const audience = `select a.* from (${voters} union select author, ${only('pollResult')} from poll where id = $1) a
      where a.member is distinct from $2::uuid`;
    return { ...about, text: textOf(payload['reason']), audience, params: [subject, payload['by'] ?? null] };
  }
  const audience = `select a.* from (${MEMBERS_OF('$1', 'pollOpened')}) a where a.member is distinct from $2::uuid`;
  return { ...about, audience, params: [community, author] };
}

async function announcement(tx: Queryable, { subject }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string | null; title: string }>(
    'select community, title from announcement where id = $1',
    [subject],
  );
  return row
    ? { ...NOTHING, ...row, id: subject, audience: MEMBERS_OF('$1', 'announcement'), params: [row.community] }
    : null;
}

/** By the name of the event. */
export const tellings: Readonly<Record<string, (tx: Queryable, event: DomainEvent) => Promise<Telling | null>>> = {
  'comment.written': comment,
  'project.judged': project,
  'project.withdrawn': project,
  'poll.opened': poll,
  'poll.counted': poll,
  'poll.cancelled': poll,
  'community.announced': announcement,
};
