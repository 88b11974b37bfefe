export default {
  'rooms.rules': 'Rules',
  'rooms.rules.none': 'Everybody writes as often as they like, and messages stay.',
  'rooms.rules.none.direct': 'Messages stay.',
  'rooms.rules.change': 'Change the rules',
  'rooms.rules.slow': 'Slow mode',
  'rooms.rules.slow.hint':
    'The time between two messages of one person. The animators and whoever opened the room need not wait.',
  'rooms.rules.slow.no': 'Off',
  'rooms.rules.slow.holds': 'Slow mode: {time} between two messages of one person.',
  'rooms.rules.words': 'Refused words',
  'rooms.rules.words.hint': 'One a line. A message with one of these words is not sent.',
  'rooms.rules.words.holds': 'Refused words: {words}',
  'rooms.rules.words.bad':
    '{most, plural, one {# word} other {# words}} at most, of {length, plural, one {# character} other {# characters}} at most.',
  'rooms.rules.keep': 'Keep messages',
  'rooms.rules.keep.hint': 'A shorter time takes effect seven days later: until then everybody can read about it here.',
  'rooms.rules.keep.ever': 'For ever',
  'rooms.rules.keep.holds': 'Messages older than {time} are erased.',
  'rooms.rules.keep.from': 'From {day} on, messages older than {time} are erased.',
  'rooms.slow.wait': 'Slow mode: {time} left',
  'rooms.word': 'This room does not take the word “{word}”.',
} as const;
