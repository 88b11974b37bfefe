/** Gives badges to many members at a time: of what they read before there were events, and again on request (B14). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { changeOf } from './model.ts';

/** How many members one transaction goes through. */
const CHUNK = 200;
const TELL = 'badges.tell';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Tells what a chunk of members read before there were events, and goes on with the next. */
async function tell(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const readers = await tx.query<{ member: MemberId }>(
    `select member from (select member from book_day union select member from read_mark union
        select member from review) r where member > $1::uuid order by member limit ${CHUNK}`,
    [subject ?? NOBODY],
  );
  const members = readers.map((r) => r.member);
  const last = members.at(-1);
  if (last === undefined) return;
  await changeOf(tx, members, 'reading_events_of_old(m.id, m.rev)');
  if (members.length === CHUNK) await emit(tx, TELL, last, {});
}
export const listeners: readonly Listener[] = [{ name: 'badges.tell', on: [TELL], handle: tell }];

/** Whether a member's badges are not those that their events give. */
const WRONG = `exists (
  select from (select id_made_of('badge:' || o.badge) as id, o.event, o.day from badges_of(r.member) o) o
    full join (select id, event, day from badge b where b.member = r.member) b using (id, event, day)
    where o.id is null or b.id is null)`;

/**
 * Makes the badges of all members anew, from their events alone, a chunk of members in each transaction.
 * @returns how many members have events or badges, and how many badges were wrong or missing
 */
export async function rebuildBadges(db: Database): Promise<{ members: number; changed: number }> {
  const done = { members: 0, changed: 0 };
  for (let after: string | undefined = NOBODY; after !== undefined;) {
    const from: string = after;
    const members: MemberId[] = await db.transaction(async (tx) => {
      const wrong = await tx.query<{ member: MemberId; wrong: boolean }>(
        `select member, ${WRONG} as wrong from (select member from reading_event union select member from badge) r
          where member > $1::uuid order by member limit ${CHUNK}`,
        [from],
      );
      const mended = wrong.filter((r) => r.wrong).map((r) => r.member);
      done.changed += await changeOf(tx, mended, 'badges_give(m.id, m.rev)');
      return wrong.map((r) => r.member);
    });
    done.members += members.length;
    after = members.at(-1);
  }
  return done;
}
