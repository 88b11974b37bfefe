/** Notes on applied acts, and the failure that no server answers. */
export default {
  'error.network': 'The server cannot be reached for now.',
  'note.saka.harvested': '{grains, plural, one {# grain harvested} other {# grains harvested}}.',
  'note.saka.daily_limit': 'The limit of the day is reached: the action counts, without new grains.',
  'note.saka.already_harvested': 'Already harvested: the action counts, without new grains.',
  'note.saka.not_confirmed': 'Confirm your address to harvest grains.',
  'note.reading.no_time':
    'The reading counts, without grains: since it can have begun, less time has passed than your readings take.',
  'note.reading.own_text': 'The reading counts, without grains: it is your own text.',
  'note.books.note_kept': 'The mark stays: its note was changed on another device.',
  'note.plays.no_time':
    'This listening does not count: since it can have begun, less time has passed than your listening takes.',
  'note.plays.unknown_track': 'This listening does not count: the track was removed.',
};
