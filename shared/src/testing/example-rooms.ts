/** Examples of acts about rooms, direct conversations and messages. */
import { OWN, active, both, ofMembers, onlyAnimators, visible, type Example } from './example-people.ts';

type Name =
  | 'room.open'
  | 'room.direct'
  | 'room.join'
  | 'room.edit'
  | 'room.rules'
  | 'room.read'
  | 'room.mute'
  | 'message.send'
  | 'message.edit'
  | 'message.delete'
  | 'message.react'
  | 'message.pin'
  | 'member.block';
/** What needs that the member is in the room. */
const inRoom = { keptOut: ofMembers('room.not_member'), logged: null, refuses: visible('room.unknown') };
const noNeighbour = 'room.unknown_people';

export const exampleRooms: { [N in Name]: Example<N> } = {
  'room.open': {
    keptOut: ofMembers('room.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ room, community }) => [
      { id: room, community, about: null, title: 'Le four à pain', purpose: 'Qui apporte quoi, et quand.' },
    ],
  },
  // With somebody of the community; a title makes it another conversation than that of the two.
  'room.direct': {
    keptOut: { ...both(noNeighbour), suspended: 'account.banned' },
    logged: null,
    refuses: visible(noNeighbour),
    args: ({ group, somebody }) => [{ id: group, people: [somebody], title: 'Samedi' }],
  },
  // In the table of who may do it, the room is somebody else's; where the acting member writes, they are in it.
  'room.join': {
    keptOut: ofMembers('room.not_member'),
    logged: null,
    refuses: { ...active, outsider: 'room.unknown' },
    args: ({ room }) => [
      { room, on: false },
      { room, on: true },
    ],
  },
  'room.edit': {
    keptOut: ofMembers('room.not_organiser'),
    logged: 'room.edit',
    refuses: onlyAnimators('room.unknown', 'room.not_organiser'),
    args: ({ room }) => [{ room, title: 'Le four', purpose: '', closed: false }],
  },
  'room.rules': {
    keptOut: ofMembers('room.not_organiser'),
    logged: 'room.rules',
    refuses: onlyAnimators('room.unknown', 'room.not_organiser'),
    args: ({ room }) => [{ room, slow: 10, words: ['patate'], keep: 365 }],
  },
  'message.send': {
    ...inRoom,
    args: ({ message, otherMessage, spoken, voice, room, somebody }) => [
      { id: message, room, text: 'J’apporte **la farine**.', replyTo: null, mentions: [somebody], file: null },
      { id: otherMessage, room, text: 'Et du sel.', replyTo: message, mentions: [], file: null },
      {
        id: spoken,
        room,
        text: '',
        replyTo: null,
        mentions: [],
        file: { kind: 'voice', id: voice, seconds: 7, bars: [0, 4, 15, 9, 2] },
      },
    ],
  },
  'room.read': { keptOut: OWN, logged: null, refuses: {}, args: ({ room }) => [{ room, upTo: 1 }] },
  'room.mute': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ room }) => [
      { room, on: true },
      { room, on: false },
    ],
  },
  'message.edit': { ...inRoom, args: ({ message }) => [{ message, text: 'J’apporte le levain.' }] },
  'message.react': {
    ...inRoom,
    args: ({ message }) => [
      { message, of: '👍', on: true },
      { message, of: '🌱', on: true },
      { message, of: '👍', on: false },
    ],
  },
  // In the table of who may do it, the room is somebody else's.
  'message.pin': {
    keptOut: ofMembers('room.not_organiser'),
    logged: null,
    refuses: onlyAnimators('room.unknown', 'room.not_organiser'),
    args: ({ message, otherMessage }) => [
      { message, on: true },
      { message: otherMessage, on: true },
      { message, on: false },
      { message, on: true },
    ],
  },
  'message.delete': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ otherMessage }) => [{ message: otherMessage }],
  },
  'member.block': {
    keptOut: OWN,
    logged: null,
    refuses: {},
    args: ({ somebody }) => [
      { member: somebody, on: true, name: 'Moussa' },
      { member: somebody, on: false, name: 'Moussa' },
      { member: somebody, on: true, name: 'Moussa Sow' },
    ],
  },
};
