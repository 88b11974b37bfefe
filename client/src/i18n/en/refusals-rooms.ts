/** Why an act about a room, a direct conversation or a message was refused, or the sound of a voice note. */
export const roomRefusals = {
  'room.unknown': { member: 'This room does not exist any more, or is not open to you.', staff: 'Unknown room' },
  'room.unknown_subject': {
    member: 'What the room would be about does not exist any more.',
    staff: 'Room: unknown subject',
  },
  'room.exists': { member: 'This room was already received.', staff: 'Room already received' },
  'room.not_member': { member: 'Join the community first.', staff: 'Room: not a member' },
  'room.not_joined': { member: 'You are no longer in this room.', staff: 'Message: not in the room' },
  'room.not_organiser': {
    member: 'Only who opened it and the animators change this room.',
    staff: 'Room of somebody else',
  },
  'room.closed': { member: 'This room is closed.', staff: 'Room closed' },
  'room.unreachable': { member: 'This person takes no messages from you.', staff: 'Conversation: blocked' },
  'room.you_blocked': { member: 'You blocked this person: unblock them first.', staff: 'Conversation: has blocked' },
  'block.oneself': { member: 'Nobody blocks themselves.', staff: 'Blocking oneself' },
  'block.unknown_member': { member: 'This person has no account here any more.', staff: 'Block: unknown member' },
  'block.too_many': {
    member: 'You already block {most, plural, one {# person} other {# people}}, the most there can be.',
    staff: 'Too many blocks',
  },
  'room.unknown_people': {
    member: 'You have no community in common with these people, or no longer.',
    staff: 'Conversation: unknown people',
  },
  'room.too_many': {
    member: '{most, plural, one {# room} other {# rooms}} is the most: leave one, or go on tomorrow.',
    staff: 'Too many rooms',
  },
  'room.too_many_edits': {
    member: 'This room changed {most, plural, one {# time} other {# times}} today: go on tomorrow.',
    staff: 'Too many changes of a room',
  },
  'room.rules_direct': {
    member: 'A direct conversation has neither slow mode nor refused words.',
    staff: 'Rules of a conversation',
  },
  'room.slow': {
    member: 'Slow mode: {seconds, plural, one {# second} other {# seconds}} until your next message.',
    staff: 'Slow mode',
  },
  'message.word': { member: 'This room does not take the word “{word}”.', staff: 'Refused word' },
  'message.unknown': { member: 'This message does not exist any more.', staff: 'Unknown message' },
  'message.exists': { member: 'This message was already received.', staff: 'Message already received' },
  'message.file_exists': { member: 'This file already comes with a message.', staff: 'File already attached' },
  'message.not_author': { member: 'Only who wrote it changes this message.', staff: 'Message of somebody else' },
  'message.too_many': {
    member: 'You wrote {most, plural, one {# message} other {# messages}} in a short time: wait a little.',
    staff: 'Too many messages',
  },
  'message.too_many_edits': {
    member: 'You changed your messages {most, plural, one {# time} other {# times}} today: go on tomorrow.',
    staff: 'Too many changes of a message',
  },
  'message.too_many_reactions': {
    member: 'This message already has {most, plural, one {# reaction} other {# reactions}}, the most possible.',
    staff: 'Too many reactions',
  },
  'message.too_many_pins': {
    member: 'This room already has {most, plural, one {# pinned message} other {# pinned messages}}: unpin one first.',
    staff: 'Too many pinned messages',
  },
  'media.unreadable': { member: 'This file can no longer be read: it was moved or deleted.', staff: 'Unreadable file' },
  'media.bad_sound': { member: 'This file is not a usable sound.', staff: 'Unusable sound' },
  'media.too_long': {
    member: 'A voice note lasts {most, plural, one {# second} other {# seconds}} at most.',
    staff: 'Voice note too long',
  },
} as const;
