/** What each event tells, and whom. It reads the present state: what was hidden or cancelled since tells nobody. */
import { authorsOf, type Contributor } from '@egoejo/shared/catalogue/model.ts';
import { REVIEWERS_TOLD } from '../publishing/model.ts';
import type { NotificationKind } from '@egoejo/shared/notifications/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { followId } from '@egoejo/shared/follows/model.ts';
import { followIdsOf } from '../follows/model.ts';
import { audienceOf, caseOf, type Case } from '../moderation/model.ts';
import type { DomainEvent } from '../platform/database/events.ts';
import { visibleTo as trackVisibleTo } from '../tracks/model.ts';
import { showVisibleTo } from '../shows/model.ts';
import { stableId } from '../platform/stable-id.ts';
import { NOTHING, only, type Telling } from './telling.ts';
import { directed, sent } from './told-rooms.ts';

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

/** Whoever was answered, was mentioned or opened the topic, as far as they may see its community. */
async function post(tx: Queryable, { subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ topic: string; community: string | null; title: string }>(
    `select t.id as topic, t.community, t.title from comment c join topic t on t.id = c.topic
      where c.id = $1 and c.state = 'shown'`,
    [subject],
  );
  if (!row) return null;
  const audience = `select x.member, x.kind, x.rank from comment c join topic t on t.id = c.topic, lateral (
        select q.author as member, 'answer' as kind, 1 as rank from comment q where q.id = c.parent
        union all select unnest($2::uuid[]), 'mention', 2
        union all select f.author, 'topicPost', 3 from comment f where f.id = t.first) x
    where c.id = $1 and x.member is distinct from c.author
      and (t.community is null or community_visible(x.member, t.community))`;
  const mentions = Array.isArray(payload['mentions']) ? payload['mentions'] : [];
  const { topic, community, title } = row;
  return {
    ...NOTHING,
    community,
    title,
    subject: topic,
    comment: subject,
    id: null,
    audience,
    params: [subject, mentions],
  };
}

/** The members of a club, on the day of one of its parts. */
async function clubPart(tx: Queryable, { subject }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string | null; title: string; day: string }>(
    `select t.community, concat_ws(' · ', k.title, t.title) as title, t.day::text
      from topic t join club k on k.id = t.club where t.id = $1 and k.state = 'open'`,
    [subject],
  );
  if (!row) return null;
  const { community, title, day } = row;
  const audience = `select m.member, ${only('clubPart')} from club_member m join topic t on t.club = m.club
    where t.id = $1 and (t.community is null or community_visible(m.member, t.community))`;
  // Once for one day, also after a restore.
  const id = stableId('clubPart', String(subject), day);
  return { ...NOTHING, community, title, subject, id, audience, params: [subject] };
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

/**
 * Tells of a waiting proposal the animators of its community, except its author. If there are none, those who animate
 * all communities. A rewritten proposal is told again in the same row, which is deleted once it is decided
 * (`decided.ts`). `project.waiting` tells only those who do not have the row.
 */
async function proposed(tx: Queryable, { name, subject, at }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string; title: string; author: string | null }>(
    `select community, title, author from project where id = $1 and status = 'proposed'`,
    [subject],
  );
  if (!row) return null;
  const audience = `with near as (select m.member from membership m join member x on x.id = m.member
      where m.community = $1 and m.role = 'animator' and x.status = 'active' and m.member is distinct from $2)
    select member, ${only('proposed')} from near union all select x.id, ${only('proposed')} from member x
      where x.roles && '{animator,administrator}'::text[] and x.id is distinct from $2
        and not exists (select from near)`;
  const { community, title, author } = row;
  const id = stableId('proposed', String(subject));
  const told = { ...NOTHING, community, title, project: subject, id, audience, params: [community, author] };
  return name === 'project.waiting' ? told : { ...told, at };
}

/** Whether a report or an appeal of the case waits for a decision; null: neither. */
export const waitingOf = ({ state, appeal }: Pick<Case, 'state' | 'appeal'>): 'reported' | 'appealed' | null =>
  appeal !== null ? 'appealed' : state === 'open' ? 'reported' : null;
/** The id of the notification that it waits. */
export const caseTold = (id: string, round: number, kind: 'reported' | 'appealed'): string =>
  stableId('moderation', id, String(round), kind);

/**
 * While a case of moderation waits, tells those who may decide it, once a round, except who reported it. Once it is
 * decided, tells its author, but only if the text was hidden at some time. A later decision replaces the earlier one's
 * notification.
 */
async function moderation(tx: Queryable, { subject }: DomainEvent): Promise<Telling | null> {
  const now = subject === null ? undefined : await caseOf(tx, subject);
  if (!now) return null;
  const about = { ...NOTHING, community: now.community, title: now.title };
  const kind = waitingOf(now);
  if (kind) {
    const audience = `select a as member, ${only(kind)} from unnest($1::uuid[]) a
      where not exists (select from report r where r.case_id = $2 and r.member = a and r.state = 'open')`;
    const id = caseTold(now.id, now.round, kind);
    return { ...about, id, audience, params: [await audienceOf(tx, now), now.id] };
  }
  if (!now.decision) return null;
  const audience = `select $1::uuid as member, ${only('moderated')}
    where $2 or exists (select from sanction s where s.case_id = $3 and s.member = $1)`;
  const { at, reason, outcome } = now.decision;
  const params = [now.author, outcome === 'hidden', now.id];
  return { ...about, text: reason, id: now.id, at: new Date(at), audience, params };
}

/** The state of the poll in which each event still tells. */
const POLL_THEN: Readonly<Record<string, string>> = {
  'poll.opened': 'open',
  'poll.counted': 'closed',
  'poll.cancelled': 'cancelled',
};

/**
 * Whom a poll concerns: those who may vote when it opens; those who voted, its author and the animators of its
 * community when it is counted; the voters and its author when it is cancelled, with the reason, but not who cancelled
 * it.
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
  if (name === 'poll.counted') {
    const tending = `'pollClosed' as kind, 2 as rank`;
    const audience = `${voters} union select author, ${tending} from poll where id = $1
      union select m.member, ${tending} from membership m where m.community = $2 and m.role = 'animator'`;
    return { ...about, audience, params: [subject, community] };
  }
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

/** The same id for all news of this kind on one day (UTC), so that a member is told of the first only. */
const onceADay = (kind: NotificationKind, at: Date): string => stableId(kind, at.toISOString().slice(0, 10));

/** The members who follow an author or a category of a new work, if they may see the work. */
async function newWork(tx: Queryable, { subject, at }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{
    title: string;
    community: string | null;
    categories: string[];
    contributors: Contributor[];
  }>('select title, community, categories, contributors from work where id = $1', [subject]);
  if (!row) return null;
  const { title, community, categories, contributors } = row;
  const audience = `select f.member, ${only('newWork')} from follow f
    where f.id = any($1::uuid[]) and ($2::uuid is null or community_visible(f.member, $2::uuid))`;
  const params = [followIdsOf({ authors: authorsOf(contributors), categories }), community];
  return { ...NOTHING, title, community, id: onceADay('newWork', at), audience, params };
}

/** The members who follow the author of a new text. */
async function newText(tx: Queryable, { subject, at }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ author: string | null }>(
    `select author from story where id = $1 and state = 'published'`,
    [subject],
  );
  if (!row?.author) return null;
  const audience = `select f.member, ${only('newText')} from follow f where f.id = $1`;
  return { ...NOTHING, id: onceADay('newText', at), audience, params: [followId({ kind: 'member', key: row.author })] };
}

/** Who follows a show with new episodes, and still sees it; once a show and day (UTC). */
async function newEpisode(tx: Queryable, { subject, at }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ title: string; community: string | null }>(
    `select title, community from show where id = $1 and state = 'ready' and not hidden`,
    [subject],
  );
  if (!row) return null;
  const audience = `select f.member, ${only('newEpisode')} from show_follow f join show t on t.id = f.show
    where f.show = $1 and (t.author = f.member or ${showVisibleTo('f.member')})`;
  const id = stableId('newEpisode', String(subject), at.toISOString().slice(0, 10));
  return { ...NOTHING, ...row, subject, id, audience, params: [subject] };
}

/** Who follows the artist of a release, and hears the first of its tracks that is ready; once an artist and day (UTC). */
async function newRelease(tx: Queryable, { subject, payload, at }: DomainEvent): Promise<Telling | null> {
  const artist = String(payload['member']);
  const [row] = await tx.query<{ title: string; community: string | null; track: string }>(
    `select r.title, r.community, t.id as track from release r join track t on t.id = any(r.tracks)
      where r.member = $1 and r.id = $2 and r.state = 'out' and t.state = 'ready' and not t.hidden
      order by array_position(r.tracks, t.id) limit 1`,
    [artist, subject],
  );
  if (!row) return null;
  const { title, community, track } = row;
  const audience = `select f.member, ${only('newRelease')} from follow f join track t on t.id = $2::uuid
    where f.id = $1 and ${trackVisibleTo('f.member')}`;
  const params = [followId({ kind: 'member', key: artist }), track];
  return {
    ...NOTHING,
    title,
    community,
    subject: track,
    id: stableId('newRelease', artist, at.toISOString().slice(0, 10)),
    audience,
    params,
  };
}

const MEETING_KIND: Readonly<Record<string, NotificationKind>> = {
  'meeting.planned': 'meetingPlanned',
  'meeting.edited': 'meetingChanged',
  'meeting.cancelled': 'meetingCancelled',
  'meeting.soon': 'meetingSoon',
};

/**
 * A new meeting is told to the members of its community; of several by one organiser on one day (UTC) only the first.
 * That its time or place changed, that it is cancelled and that it comes soon is told to its organiser and to those who
 * answered yes or perhaps. Nobody is told of what they did themselves, nor of a change that another one has overtaken.
 */
async function meeting(tx: Queryable, { name, subject, payload, at: now }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string; title: string; state: string; author: string | null; at: Date }>(
    'select community, title, state, author, starts_at as at from meeting where id = $1',
    [subject],
  );
  const kind = MEETING_KIND[name];
  const then = name === 'meeting.cancelled' ? 'cancelled' : 'planned';
  if (!row || !kind || row.state !== then || (kind === 'meetingChanged' && payload['told'] !== true)) return null;
  const { community, title, author, at } = row;
  const about = { ...NOTHING, community, title, subject, text: textOf(payload['reason']), id: null };
  if (kind === 'meetingPlanned') {
    const audience = `select a.* from (${MEMBERS_OF('$1', kind)}) a where a.member is distinct from $2::uuid`;
    const id = stableId(kind, community, String(author), now.toISOString().slice(0, 10));
    return { ...about, id, audience, params: [community, author] };
  }
  const audience = `select a.member, ${only(kind)} from (select member from meeting_answer
      where meeting = $1 and answer in ('yes', 'perhaps') union select author from meeting where id = $1) a
    where a.member is distinct from $2::uuid`;
  // One reminder of one time, also after a restore.
  const told = kind === 'meetingSoon' ? stableId(kind, String(subject), at.toISOString()) : null;
  return { ...about, id: told, audience, params: [subject, payload['by'] ?? null] };
}

/**
 * Who reached a challenge, or all who take part in one that a community reached together. Once each, also when it is
 * reached again because another reading counted in between, or after a restore.
 */
async function challenge(tx: Queryable, { subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string | null; title: string }>(
    `select community, title from challenge where id = $1 and state = 'planned'`,
    [subject],
  );
  if (!row) return null;
  const audience = `select member, ${only('challengeReached')} from challenge_part
    where challenge = $1 and ($2::uuid is null or member = $2::uuid)`;
  const id = stableId('challengeReached', String(subject));
  return { ...NOTHING, ...row, subject, id, audience, params: [subject, payload['member'] ?? null] };
}

/** Reviewers of a manuscript that its author submits; its author, of what others do with it. */
async function manuscript(tx: Queryable, { subject, payload }: DomainEvent): Promise<Telling | null> {
  const [row] = await tx.query<{ community: string | null; title: string; author: string | null }>(
    'select community, title, author from manuscript where id = $1',
    [subject],
  );
  const { to, by } = payload;
  if (!row || row.author === null) return null;
  const byAuthor = by === row.author;
  if (byAuthor && to !== 'submitted') return null;
  const audience = byAuthor
    ? `select t.member, ${only('manuscriptMoved')} from manuscript m, lateral ${REVIEWERS_TOLD} t where m.id = $1`
    : `select author as member, ${only('manuscriptMoved')} from manuscript where id = $1`;
  const { community, title } = row;
  return { ...NOTHING, community, title, subject, id: null, audience, params: [subject] };
}

/** By the name of the event. */
export const tellings: Readonly<Record<string, (tx: Queryable, event: DomainEvent) => Promise<Telling | null>>> = {
  'comment.written': (tx, event) => (event.payload['topic'] ? post(tx, event) : comment(tx, event)),
  'club.part': clubPart,
  'project.proposed': proposed,
  'project.waiting': proposed,
  'project.judged': project,
  'project.withdrawn': project,
  'poll.opened': poll,
  'poll.counted': poll,
  'poll.cancelled': poll,
  'community.announced': announcement,
  'moderation.changed': moderation,
  'meeting.planned': meeting,
  'meeting.edited': meeting,
  'meeting.cancelled': meeting,
  'meeting.soon': meeting,
  'challenge.reached': challenge,
  'manuscript.moved': manuscript,
  'work.added': newWork,
  'story.published': newText,
  'show.episodes': newEpisode,
  'release.out': newRelease,
  'message.sent': sent,
  'message.directed': directed,
};
