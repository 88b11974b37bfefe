/** Whom the member can write to: people whose names this device knows. */
import { useMemo } from 'react';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Room } from '@egoejo/shared/rooms/model.ts';
import { peopleOf, type Person } from '../comments/model.ts';
import { useLive, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** People of direct conversations, as they show their names. */
const peopleIn = (rooms: readonly Room[]): Person[] =>
  rooms.flatMap((room) => room.people.flatMap(({ id, name }) => (name === null ? [] : [{ id, name, wrote: '' }])));

/**
 * Everybody whom this device knows by name, in the order of names: who signed a comment or wrote in a room of the
 * member, people of their direct conversations, members whom they follow.
 */
export function useKnownPeople(): readonly Person[] | undefined {
  const me = useMember()?.member;
  const rooms = useRows('room');
  const follows = useRows('follow');
  const wrote = useLive(async (db) => {
    const [comments, messages] = await Promise.all([db.comment.toArray(), db.message.toArray()]);
    return peopleOf([...messages, ...comments]);
  }, []);
  return useMemo(() => {
    if (!rooms || !follows || !wrote) return undefined;
    const followed = follows.flatMap(({ of }) =>
      of.kind === 'member' && of.name !== '' ? [{ id: of.key as MemberId, name: of.name, wrote: '' }] : [],
    );
    const people = new Map<string, Person>();
    for (const person of [...peopleIn(rooms), ...wrote, ...followed])
      if (person.id !== me && !people.has(person.id)) people.set(person.id, person);
    return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }, [rooms, follows, wrote, me]);
}
