/** The rooms of the demo's communities, a conversation of two, and what is said there. */
import type { MessageId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { acts, dateBack, named, type People } from '../acts.ts';
import { communityId } from '../ids.ts';
import { direct, rooms } from '../rooms.ts';

const DAY_MS = 86_400_000;
/** How many days have passed since that time of a past day. */
const daysSince = (days: number, at: string): number => {
  const day = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  return (Date.now() - Date.parse(`${day}T${at}:00Z`)) / DAY_MS;
};
/** Ids that the same parts always give; those of `stableId` would be ids of conversations of two (`isPairId`). */
const roomIdOf = (key: string): RoomId => {
  const id = stableId<RoomId>('demo room', key);
  return `${id.slice(0, 14)}4${id.slice(15)}` as RoomId;
};
const messageId = (talk: string, i: number): MessageId => stableId<MessageId>('demo message', talk, String(i));

/** Writes them once; a second run changes nothing. */
export async function writeRooms(deps: Pick<Deps, 'db' | 'macOf'>, people: People): Promise<void> {
  const talks: { id: RoomId; talk: typeof direct }[] = [];
  for (const talk of rooms) {
    const { key, by, community, about, title, purpose } = talk;
    const id = roomIdOf(key);
    const args = { id, community: communityId(community), about, title, purpose };
    await acts(deps, named(people, by), `room ${key}`, [{ name: 'room.open', args }]);
    for (const name of talk.people)
      await acts(deps, named(people, name), `room ${key} ${name}`, [
        { name: 'room.join', args: { room: id, on: true } },
      ]);
    talks.push({ id, talk });
  }
  const two = [direct.by, ...direct.people].map((name) => named(people, name).id);
  const id = pairId(two[0]!, two[1]!);
  // Each of the two opens the conversation with the other. An invitation would reach the other only through an event,
  // and no event is handled before the server runs.
  for (const name of [direct.by, ...direct.people]) {
    const who = named(people, name);
    await acts(deps, who, `room ${direct.key} ${name}`, [
      { name: 'room.direct', args: { id, people: two.filter((other) => other !== who.id), title: '' } },
    ]);
  }
  talks.push({ id, talk: direct });
  for (const { id: room, talk } of talks) await say(deps, people, room, talk);
  await dateBack(
    deps,
    'room',
    Object.fromEntries(talks.map(({ id: room, talk: { said } }) => [room, said[0]!.days + 1])),
  );
  // In the demo nobody waited for a network, so each message was received when it was written.
  const messages = talks.flatMap(({ talk: { key, said } }) => said.map((_, i) => messageId(key, i)));
  await deps.db.transaction(async (tx) => {
    await tx.query('select bump_scopes($1::text[])', [talks.map((talk) => roomScope(talk.id))]);
    await tx.query('update message set created_at = written_at where id = any($1::uuid[])', [messages]);
  });
}

/** Writes the messages of a room, in their order, and marks them as read for the people who have read them. */
async function say(
  deps: Pick<Deps, 'db' | 'macOf'>,
  people: People,
  room: RoomId,
  { key, by: opener, said, read }: typeof direct,
): Promise<void> {
  for (const [i, { by: author, days, at, text, answers, mentions = [], reactions = {}, pinned }] of said.entries()) {
    const daysAgo = daysSince(days, at);
    const id = messageId(key, i);
    const args = {
      id,
      room,
      text,
      replyTo: answers === undefined ? null : messageId(key, answers),
      mentions: mentions.map((name) => named(people, name).id),
      file: null,
    };
    await acts(deps, named(people, author), `message ${key} ${i}`, [{ name: 'message.send', args, daysAgo }]);
    for (const [of, names] of Object.entries(reactions))
      for (const name of names)
        await acts(deps, named(people, name), `reaction ${key} ${i} ${of} ${name}`, [
          { name: 'message.react', args: { message: id, of, on: true }, daysAgo },
        ]);
    if (pinned)
      await acts(deps, named(people, opener), `pin ${key} ${i}`, [
        { name: 'message.pin', args: { message: id, on: true } },
      ]);
  }
  for (const [name, upTo] of Object.entries(read))
    await acts(deps, named(people, name), `read ${key} ${name}`, [{ name: 'room.read', args: { room, upTo } }]);
}
