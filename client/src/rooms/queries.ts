/** Queries over the rooms and messages on this device. */
import { useMemo, useState } from 'react';
import { inRoomOrder, type Message, type MessageFile, type Room, type RoomMember } from '@egoejo/shared/rooms/model.ts';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { mergeRows, useLast, useLive, useOverlay, useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import type { Names } from './names.ts';
import { numbered, unreadIn } from './unread.ts';
import { wholeFrom } from './whole.ts';

/** So many messages are shown at first, and so many more each time. */
export const AT_ONCE = 60;

/** A conversation in a list. */
export interface RoomLine {
  room: Room;
  /** Null: the member is not in it. */
  mine: RoomMember | null;
  /** Its last message here. */
  last: Message | null;
  unread: number;
  /** Something of it waits on this device. */
  waits: boolean;
}

const idOf = (v: unknown): string => (typeof v === 'string' ? v : '');
/** The names of the people of these rooms that the rooms themselves do not tell. */
export function useNames(rooms: readonly Room[]): Names | undefined {
  const { outbox } = useOverlay();
  const nameless = rooms.flatMap((room) => room.people.filter((p) => p.name === null).map((p) => p.id));
  const key = [...new Set(nameless)].toSorted().join();
  // The server's row of a conversation tells names that the row of this device did not.
  const stored = useLast(
    useLive(
      async (db) => {
        const ids = key === '' ? [] : key.split(',');
        const last = await Promise.all(ids.map((id) => db.message.where('author').equals(id).last()));
        const people = ids.map((id, i): [string, string] => [id, last[i]?.name ?? '']);
        return { people, sent: await db.sent.where('name').equals('room.direct').toArray() };
      },
      [key],
    ),
  );
  return useMemo(
    () =>
      stored && {
        people: new Map(stored.people.filter(([, name]) => name !== '')),
        begun: new Map(
          [...stored.sent, ...outbox].flatMap(({ name, args, subject }) =>
            name === 'room.direct' && subject !== null ? [[idOf(args['id']), subject] as const] : [],
          ),
        ),
      },
    [stored, outbox],
  );
}

/** The rooms on this device, the one with the newest message first. @param community of that one alone */
export function useRoomLines(community: string | undefined): RoomLine[] | undefined {
  const me = useMember()?.member;
  const rooms = useRows('room');
  const mine = useRows('roomMember');
  const overlay = useOverlay();
  const key = (mine ?? []).map(({ id, readTo }) => `${id}:${readTo}`).join();
  const found = useLast(
    useLive(
      async (db) =>
        Promise.all(
          (key === '' ? [] : key.split(',')).map(async (pair) => {
            const [room = '', readTo] = pair.split(':');
            const [last, unread] = await Promise.all([
              numbered(db, room).last(),
              unreadIn(db, room, Number(readTo), me ?? ''),
            ]);
            return { room, last, unread };
          }),
        ),
      [key, me],
    ),
  );
  const over = overlay.rows.get('message');
  return useMemo(() => {
    if (!rooms || !mine || !found) return undefined;
    const stored = new Map(found.map((f) => [f.room, f]));
    const joined = new Map<string, RoomMember>(mine.map((m) => [m.id, m]));
    const waiting = mergeRows<'message'>([], over);
    const lines = rooms
      .filter((room) => community === undefined || room.community === community)
      .map((room): RoomLine => {
        const base = stored.get(room.id);
        const shown = base?.last && ((over?.get(base.last.id) as Message | undefined) ?? base.last);
        const own = waiting.filter((m) => m.room === room.id && m.no === null).toSorted(inRoomOrder);
        return {
          room,
          mine: joined.get(room.id) ?? null,
          last: own.at(-1) ?? shown ?? null,
          unread: base?.unread ?? 0,
          waits: own.length > 0,
        };
      });
    const newest = ({ last, room }: RoomLine) => last?.createdAt ?? room.createdAt;
    return lines.toSorted((a, b) => (newest(a) < newest(b) ? 1 : -1));
  }, [rooms, mine, found, over, community]);
}

interface Stored {
  messages: Message[];
  /** The number from which this device has all of them; null: it has none. */
  lowest: number | null;
}
/**
 * The messages of a room that are shown, in order, those that wait included.
 * @param readTo what the member had seen: all messages after that are shown
 * @param from the number from which they are shown; null: it is not settled yet, and nothing below a gap is
 * @param goal the number of a message that has to be among them; null: of none
 */
export function useMessages(
  room: string,
  readTo: number,
  from: number | null,
  goal: number | null,
): Stored | undefined {
  const overlay = useOverlay();
  const base = useLast(
    useLive(
      async (db) => {
        const lowest = await wholeFrom(db, room);
        const least = goal === null ? null : Math.max(lowest ?? 1, Math.min(goal, readTo + 1) - AT_ONCE);
        const start = from ?? least;
        if (start !== null) return { messages: await numbered(db, room, start).toArray(), lowest };
        const after = readTo === 0 ? 0 : await numbered(db, room, readTo + 1).count();
        const last = await numbered(db, room, lowest ?? 1)
          .reverse()
          .limit(Math.max(AT_ONCE, after + 10))
          .toArray();
        return { messages: last.toReversed(), lowest };
      },
      [room, readTo, from, goal],
    ),
  );
  const over = overlay.rows.get('message');
  return useMemo(() => {
    if (!base) return undefined;
    const shownFrom = base.messages[0]?.no ?? 0;
    const rows = mergeRows<'message'>(base.messages, over).filter(
      (m) => m.room === room && (m.no === null || m.no >= shownFrom),
    );
    return { messages: rows.toSorted(inRoomOrder), lowest: base.lowest };
  }, [base, over, room]);
}

/**
 * The message to which the member comes, if it stands among those that this device shows of the room; null: it does
 * not, as one that is here alone, below a gap.
 */
export function useGoal(room: string, message: string | null): Message | null | undefined {
  const row = useRow('message', message);
  const whole = useLive(
    async (db) => (message === null ? Infinity : ((await wholeFrom(db, room)) ?? Infinity)),
    [room, message],
  );
  // Once shown it stays, while pages of messages arrive.
  const [goal, setGoal] = useState<Message | null>(null);
  const found = row && whole !== undefined && (row.no === null || row.no >= whole);
  if (found && goal === null) setGoal(row);
  if (goal !== null) return goal;
  return row === undefined || whole === undefined ? undefined : found ? row : null;
}

/** The files of these messages on this device, by message, those that wait included. */
export function useFilesOf(messages: readonly Pick<Message, 'id'>[]): ReadonlyMap<string, MessageFile> | undefined {
  const over = useOverlay().rows.get('messageFile');
  const key = messages.map(({ id }) => id).join();
  const base = useLast(useLive((db) => db.messageFile.where('message').anyOf(key.split(',')).toArray(), [key]));
  return useMemo(
    () => base && new Map(mergeRows<'messageFile'>(base, over).map((file) => [file.message, file])),
    [base, over],
  );
}

/** What this device did to one message, as far as it is not over. */
export interface MessageActs {
  /** The last one that the server has not answered. */
  waiting: Act | null;
  refused: Act[];
  /** Reactions that wait. */
  reacting: ReadonlySet<string>;
}
export interface RoomActs {
  byMessage: ReadonlyMap<string, MessageActs>;
  /** Messages that the server refused. */
  refused: Act[];
  /** What was refused about the room itself, and what of it waits. */
  about: Act[];
}
/** The acts of this device about a room and its messages that the member has not put away. */
export function useRoomActs(room: string): RoomActs {
  const acts = useActs();
  return useMemo(() => {
    const byMessage = new Map<string, MessageActs>();
    const [refused, about]: [Act[], Act[]] = [[], []];
    for (const act of acts) {
      const rejected = act.verdict?.status === 'rejected';
      if (!act.here || act.dismissed || (act.verdict !== null && !rejected)) continue;
      const { name, args } = act;
      if (name.startsWith('room.') && name !== 'room.read' && (args['room'] ?? args['id']) === room) about.push(act);
      if (name === 'message.send' && rejected && args['room'] === room) refused.push(act);
      const id = name === 'message.send' ? args['id'] : args['message'];
      if (!name.startsWith('message.') || typeof id !== 'string' || (rejected && name === 'message.send')) continue;
      const of = byMessage.get(id) ?? { waiting: null, refused: [], reacting: new Set<string>() };
      const reacting = !rejected && name === 'message.react';
      byMessage.set(id, {
        waiting: of.waiting ?? (rejected || reacting ? null : act),
        refused: rejected ? [...of.refused, act] : of.refused,
        reacting: reacting ? new Set([...of.reacting, String(args['of'])]) : of.reacting,
      });
    }
    return { byMessage, refused, about };
  }, [acts, room]);
}
