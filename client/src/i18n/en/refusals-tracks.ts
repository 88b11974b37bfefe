/** Why an act about a track, or its file, was refused. */
export const trackRefusals = {
  'track.unknown': { member: 'There is no such track, or not for you.', staff: 'Unknown track' },
  'track.exists': { member: 'This track was announced before.', staff: 'Track announced before' },
  'track.not_owner': { member: 'Only the person who added the track changes it.', staff: 'Track of somebody else' },
  'track.not_member': { member: 'Join the community first.', staff: 'Track: not a member' },
  'track.of_show': { member: 'An episode follows its show: share the show.', staff: 'Episode of a show' },
  'track.too_many': {
    member:
      '{most, plural, one {# track} other {# tracks}}: no more can be added. Remove some, or wait until tomorrow.',
    staff: 'Too many tracks',
  },
  'track.no_sound': { member: 'There is no sound in this file.', staff: 'File without sound' },
  'track.damaged': { member: 'This file is damaged: its sound cannot be read.', staff: 'Damaged sound' },
  'track.too_long': { member: 'This sound is too long.', staff: 'Sound too long' },
} as const;
