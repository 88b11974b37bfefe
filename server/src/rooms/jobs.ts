/** What becomes of rooms when members are invited, leave their community, or close their account. */
import { isId, type CommunityId, type MemberId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { DomainEvent, Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { forgetFiles, registerFileJobs } from './files.ts';
import { takeLeaversOut } from './counting.ts';
import { eraseOldMessages } from './retention.ts';

/** A member who is in so many rooms is not taken into more by others. */
const MOST_INVITED = 500;

/** Takes the people of a direct conversation into it: each gets a row of their own, in a transaction of its own (S12). */
async function invite(tx: Queryable, { subject, payload }: DomainEvent): Promise<void> {
  const members = (payload['members'] as unknown[]).filter(isId) as MemberId[];
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  // Who left meanwhile, or closed their account, is not among its people any more.
  await tx.query(
    `insert into room_member (member, room) select m.id, r.id from room r join member m on m.id = any(r.people)
      where r.id = $1 and m.id = any($2::uuid[]) and m.status <> 'closed'
        and (select count(*) from room_member x where x.member = m.id) < ${MOST_INVITED}
      order by m.id on conflict do nothing`,
    [subject, members],
  );
  await notifyMoved(tx, scopes);
}

/** Until no room counts who left. */
async function takeAllOut(tx: Queryable, community: CommunityId | null): Promise<void> {
  while ((await takeLeaversOut(tx, community)) > 0) {
    /* repeat */
  }
}
const leave = (tx: Queryable, { subject }: DomainEvent): Promise<void> => takeAllOut(tx, subject as CommunityId);

interface Moved {
  scope: Scope;
  room: RoomId;
}
/** Takes away the words, reactions and name of a person who closed their account, and takes them out of conversations. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const reacted = JSON.stringify([{ by: [subject] }]);
  const rows = await tx.query<Moved>(
    `select distinct scope from (
        select scope from message where author = $1 or $1 = any(mentions)
        union all select scope from message where reactions <> '[]' and reactions @> $2::jsonb
        union all select scope from room where author = $1
        union all select scope from room where community is null and people @> array[$1::uuid]) x order by scope`,
    [subject, reacted],
  );
  if (rows.length > 0) {
    const scopes = rows.map((r) => r.scope);
    await tx.query('select bump_scopes($1::text[])', [scopes]);
    await forgetFiles(tx, 'author', [subject as MemberId]);
    await tx.query(
      `update message set state = 'deleted', author = null, name = null, text = '', mentions = '{}', reactions = '[]',
         pinned_at = null where author = $1`,
      [subject],
    );
    await tx.query(
      `update message set reactions = coalesce((select jsonb_agg(jsonb_build_object('of', r -> 'of',
           'by', (r -> 'by') - $1::text)) from jsonb_array_elements(reactions) r
           where (r -> 'by') - $1::text <> '[]'), '[]')
        where reactions <> '[]' and reactions @> $2::jsonb`,
      [subject, reacted],
    );
    await tx.query('update room set author = null where author = $1', [subject]);
    await tx.query(
      `update room set people = array_remove(people, $1::uuid), members = cardinality(array_remove(people, $1::uuid))
        where community is null and people @> array[$1::uuid]`,
      [subject],
    );
    await notifyMoved(tx, scopes);
  }
  await takeAllOut(tx, null);
}

/**
 * Takes who left a community out of its rooms. The listener below does it at once, but it may handle the event of a
 * removal before the removal is carried out.
 */
export async function takeOutOfRooms(db: Database): Promise<void> {
  while ((await db.transaction((tx) => takeLeaversOut(tx, null))) > 0) {
    /* repeat until no room counts who left */
  }
}
export const registerJobs: RegisterJobs = ({ jobs, db, media }) => {
  registerFileJobs({ jobs, db, media });
  jobs.schedule('rooms.leavers', '*/15 * * * *', () => takeOutOfRooms(db));
  jobs.schedule('rooms.erase', '23 * * * *', () => eraseOldMessages(db));
};

export const listeners: readonly Listener[] = [
  { name: 'rooms.invite', on: ['room.begun'], handle: invite },
  { name: 'rooms.leave', on: ['community.left', 'community.removed', 'community.barred'], handle: leave },
  { name: 'rooms.forget', on: ['member.closed'], handle: forget },
];
