/**
 * Writes notifications into the scopes of those whom an event concerns, in transactions of its own (S12). A large
 * audience is told in chunks: each is one event, which ends by recording the next. Unlike a job, an event survives a
 * restore (docs/decisions/85-notifications.md).
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { pushDue } from '../channels/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { keepNewest } from './keep.ts';
import { forgetCase, forgetDecided, tellAgain } from './decided.ts';
import { tellings } from './told.ts';

/**
 * SQL: when the member `t` saw the message $13 of a room, if they did since they were found; null: they did not. Their
 * scope is locked now, and `room.read` locks it too.
 */
const SEEN = `(select now() from room_member s join message m on m.id = $13::uuid and m.room = s.room
  where s.member = t.member and s.read_to >= m.no)`;

/** How many members one transaction tells. */
export const CHUNK = 500;
const MORE = 'notification.more';

/**
 * Tells the next chunk of members after `after`. A member who already has the notification is left alone, unless the
 * new one is later: nothing is written for them and none of their devices is called.
 */
async function tell(tx: Queryable, event: DomainEvent, after: string | null): Promise<void> {
  const telling = await tellings[event.name]?.(tx, event);
  if (!telling) return;
  const { audience, params, at } = telling;
  const n = params.length;
  const told = await tx.query<{ member: MemberId; kind: string; id: string }>(
    `select distinct on (a.member) a.member, a.kind, i.id from (${audience}) a
       join member x on x.id = a.member and x.status = 'active'
       cross join (select coalesce($${n + 2}::uuid, md5('event:' || $${n + 3}::bigint)::uuid) as id) i
      where ($${n + 1}::uuid is null or a.member > $${n + 1}::uuid) and ($${n + 4}
        or not exists (select from notification h where h.member = a.member and h.id = i.id))
      order by a.member, a.rank limit ${CHUNK}`,
    [...params, after, telling.id, event.id, at !== undefined],
  );
  if (told.length === 0) return;
  const scopes = told.map((t) => memberScope(t.member));
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(
    `insert into notification (member, id, kind, project, poll, comment, community, title, text, created_at, subject,
       message, read_at)
      select t.member, $3, t.kind, $4, $5, $6, $7, $8, $9, $10, $12, $13, ${SEEN}
        from unnest($1::uuid[], $2::text[]) as t(member, kind)
     on conflict (member, id) do update set title = excluded.title, text = excluded.text,
         message = excluded.message, created_at = excluded.created_at, read_at = excluded.read_at
       where $11 and notification.created_at < excluded.created_at`,
    [
      told.map((t) => t.member),
      told.map((t) => t.kind),
      told[0]?.id,
      telling.project,
      telling.poll,
      telling.comment,
      telling.community,
      telling.title,
      telling.text,
      at ?? event.at,
      at !== undefined,
      telling.subject,
      telling.message,
    ],
  );
  const members = told.map((t) => t.member);
  await keepNewest(tx, members);
  await pushDue(tx, members);
  await notifyMoved(tx, scopes);
  if (told.length === CHUNK) {
    const { id, name, payload } = event;
    await emit(tx, MORE, event.subject, { id, name, payload, at: event.at.toISOString(), after: told.at(-1)?.member });
  }
}

/**
 * Brings the notifications about something anew to the devices of those who have them, after it was hidden or shown
 * again: what they then read is its present state.
 */
async function bringAnew(tx: Queryable, { subject, payload }: DomainEvent): Promise<void> {
  const { kind } = payload;
  if (!isTold(kind)) return;
  const about = ABOUT[kind];
  const rows = await tx.query<{ member: MemberId }>(
    `select distinct member from notification where ${about} and ($2::uuid is null or member > $2::uuid)
      order by member limit ${CHUNK}`,
    [subject, payload['after'] ?? null],
  );
  if (rows.length === 0) return;
  const members = rows.map((r) => r.member);
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  // The triggers stamp what is written.
  await tx.query(`update notification set title = title where ${about} and member = any($2::uuid[])`, [
    subject,
    members,
  ]);
  await notifyMoved(tx, scopes);
  if (rows.length === CHUNK) await emit(tx, VEILED, subject, { kind, after: members.at(-1) });
}
/** SQL, by kinds of moderated subjects: the notifications that are about one, which is $1. */
const ABOUT = {
  poll: 'poll = $1',
  project: 'project = $1',
  message: 'message = $1',
  comment: '(comment = $1 or subject in (select t.id from topic t where t.first = $1))',
  meeting: 'subject = $1',
  challenge: 'subject = $1',
  show: 'subject = $1',
  track: 'subject = $1',
  club: 'subject in (select t.id from topic t where t.club = $1)',
} as const;
const isTold = (kind: unknown): kind is keyof typeof ABOUT => typeof kind === 'string' && Object.hasOwn(ABOUT, kind);
/** Something was hidden by moderators, or shown again; the payload has its kind. */
const VEILED = 'moderation.veiled';

/** The event that a later chunk belongs to. */
const firstOf = ({ subject, payload }: DomainEvent): DomainEvent => ({
  id: Number(payload['id']),
  name: String(payload['name']),
  subject,
  payload: Object(payload['payload']),
  at: new Date(String(payload['at'])),
});

export const listeners: readonly Listener[] = [
  { name: 'notifications.tell', on: Object.keys(tellings), handle: (tx, event) => tell(tx, event, null) },
  {
    name: 'notifications.more',
    on: [MORE],
    handle: (tx, event) => tell(tx, firstOf(event), String(event.payload['after'])),
  },
  {
    name: 'notifications.decided',
    on: ['project.judged', 'project.published', 'project.withdrawn', 'project.retracted'],
    handle: async (tx, { subject }) => forgetDecided(tx, subject),
  },
  {
    name: 'notifications.caseDecided',
    on: ['moderation.changed'],
    handle: (tx, { subject }) => forgetCase(tx, subject),
  },
  {
    name: 'notifications.staff',
    on: ['community.appointed', 'community.removed', 'community.left', 'community.barred'],
    handle: (tx, { subject }) => tellAgain(tx, subject),
  },
  { name: 'notifications.veiled', on: [VEILED], handle: bringAnew },
];
