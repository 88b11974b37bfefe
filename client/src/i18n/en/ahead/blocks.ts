export default {
  'blocks.title': 'Blocked people',
  'blocks.text':
    'They can no longer write to you, nor you to them; they only learn it when they try. In rooms and groups, their messages are folded and notify you of nothing.',
  'blocks.none': 'You have blocked nobody',
  'blocks.none.text': 'You block somebody from one of their messages, or from your conversation with them.',
  'blocks.block': 'Block {name}',
  'blocks.unblock': 'Unblock {name}',
  'blocks.ask': 'Block {name}?',
  'blocks.ask.text':
    'You will no longer be able to write to each other. Elsewhere, their messages will be folded and will not notify you. You can change your mind in your settings.',
  'blocks.folded': 'Message of a blocked person',
  'blocks.show': 'Show',
  'blocks.pair': 'You blocked {name}: you cannot write to each other.',
  'rooms.mute': 'Mute',
  'rooms.mute.hint': 'No notifications, and nothing is counted in the menus.',
  'rooms.muted': 'muted',
} as const;
