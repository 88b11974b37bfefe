/** Rooms and conversations: begun, joined and left, and messages in them on several devices. */
import { pairId, REACTIONS } from '@egoejo/shared/rooms/model.ts';
import { KEEP, SLOW } from '@egoejo/shared/rooms/rules.ts';
import type { MemberId, MessageFileId, MessageId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { communityOf, eitherOf, ownOf, rowOr } from './choose.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

interface MessageRow {
  id: MessageId;
  room: RoomId;
}
/** A room that this device is in, usually; else any. */
function roomOf(context: MakeContext): RoomId {
  const { device, installation, newId } = context;
  const joined = device.rows<{ id: RoomId }>('roomMember').map(({ id }) => id);
  return (
    eitherOf(
      context,
      joined,
      installation.rooms.map((r) => r.id),
    ) ?? newId<RoomId>()
  );
}
/** A message that this device has, usually. */
const messageOf = (context: MakeContext): MessageId =>
  rowOr<MessageRow>(context, 'message', () => true, [])?.id ?? context.newId<MessageId>();

/** A new message to this room. */
export function messageTo(context: MakeContext, room: RoomId): MutationArgs<'message.send'> {
  const { rng, device, installation, newId } = context;
  const here = device.rows<MessageRow>('message').filter((row) => row.room === room);
  const id = newId<MessageId>();
  installation.messages.push({ id, member: device.member });
  return {
    id,
    room,
    text: `mot ${rng.int(100)}`,
    replyTo: here.length > 0 && rng.chance(0.3) ? rng.pick(here).id : null,
    mentions: rng.chance(0.2) ? [rng.pick(installation.members).id] : [],
    // Its bytes never come: the row waits for them.
    file: rng.chance(0.2) ? { kind: 'voice', id: newId<MessageFileId>(), seconds: 3, bars: [rng.int(16)] } : null,
  };
}

export const rooms: SimulatedMutations<
  | 'room.open'
  | 'room.direct'
  | 'room.join'
  | 'room.edit'
  | 'room.rules'
  | 'room.read'
  | 'room.mute'
  | 'member.block'
  | 'message.send'
  | 'message.edit'
  | 'message.delete'
  | 'message.react'
  | 'message.pin'
> = {
  'room.open': {
    weight: 2,
    make: (context) => {
      const id = context.newId<RoomId>();
      context.installation.rooms.push({ id, member: context.device.member });
      return { id, community: communityOf(context), about: null, title: 'Au puits', purpose: '' };
    },
    last: null,
  },
  'room.direct': {
    weight: 2,
    make: (context) => {
      const { rng, installation, device, newId } = context;
      const others = installation.members.map(({ id }) => id).filter((id) => id !== device.member);
      const other = rng.pick(others);
      // That of two, which both may begin, or one with a title of its own.
      const pair = rng.chance(0.7);
      const id = pair ? pairId(device.member, other) : newId<RoomId>();
      if (!installation.rooms.some((r) => r.id === id)) installation.rooms.push({ id, member: device.member });
      return { id, people: [other], title: pair ? '' : 'Samedi' };
    },
    last: null,
  },
  'room.join': {
    weight: 4,
    make: (context) => {
      const { rng, installation } = context;
      const on = rng.chance(0.7);
      return { room: on ? rng.pick(installation.rooms).id : roomOf(context), on };
    },
    last: null,
  },
  'room.edit': {
    weight: 2,
    make: (context) => ({
      room: ownOf(context, context.installation.rooms),
      title: `Salon ${context.rng.int(100)}`,
      purpose: '',
      closed: context.rng.chance(0.1),
    }),
    last: null,
  },
  'room.rules': {
    weight: 2,
    make: (context) => {
      const { rng, installation } = context;
      const room = ownOf(context, installation.rooms);
      // Of a conversation only how long it keeps messages may be set.
      const about = rng.chance(0.6);
      return {
        room,
        slow: about ? rng.pick(SLOW.filter((s) => s <= 60)) : 0,
        words: about && rng.chance(0.5) ? [`mot ${rng.int(100)}`] : [],
        keep: rng.pick([null, ...KEEP]),
      };
    },
    last: null,
  },
  'room.read': { weight: 4, make: (context) => ({ room: roomOf(context), upTo: 1 + context.rng.int(20) }), last: null },
  'room.mute': { weight: 2, make: (context) => ({ room: roomOf(context), on: context.rng.chance(0.6) }), last: null },
  'member.block': {
    weight: 1,
    make: (context) => {
      const { rng, device, installation } = context;
      const blocked = device.rows<{ id: MemberId }>('blockedMember').map(({ id }) => id);
      const on = blocked.length === 0 || rng.chance(0.3);
      const others = installation.members.map(({ id }) => id).filter((id) => id !== device.member);
      return { member: on ? rng.pick(others) : rng.pick(blocked), on, name: 'Voisin' };
    },
    last: null,
  },
  'message.send': { weight: 12, make: (context) => messageTo(context, roomOf(context)), last: null },
  'message.edit': {
    weight: 3,
    make: (context) => ({
      message: ownOf(context, context.installation.messages),
      text: `mot ${context.rng.int(100)}`,
    }),
    last: null,
  },
  'message.delete': {
    weight: 2,
    make: (context) => ({ message: ownOf(context, context.installation.messages) }),
    last: null,
  },
  'message.react': {
    weight: 4,
    make: (context) => ({ message: messageOf(context), of: context.rng.pick(REACTIONS), on: context.rng.chance(0.7) }),
    last: null,
  },
  'message.pin': {
    weight: 3,
    make: (context) => ({ message: messageOf(context), on: context.rng.chance(0.7) }),
    last: null,
  },
};
