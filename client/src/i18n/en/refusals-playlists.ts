import { trackRefusals } from './refusals-tracks.ts';

/** Why an act about a track, its file, a playlist or a like was refused. */
export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': { member: 'There is no such playlist, or not for you.', staff: 'Unknown playlist' },
  'playlist.exists': { member: 'This playlist was made before.', staff: 'Playlist made before' },
  'playlist.not_owner': {
    member: 'Only the person who made the playlist can do this.',
    staff: 'Playlist of somebody else',
  },
  'playlist.not_member': { member: 'Join the community first.', staff: 'Playlist: not a member' },
  'playlist.too_many': {
    member: '{most, plural, one {# playlist} other {# playlists}}: nobody can have more. Remove one first.',
    staff: 'Too many playlists',
  },
  'playlist.full': {
    member:
      'A playlist holds at most {most, plural, one {# track} other {# tracks}}. Take some out, or begin another one.',
    staff: 'Playlist full',
  },
  'like.too_many': {
    member: '{most, plural, one {# liked track} other {# liked tracks}}: no more are possible. Take some out first.',
    staff: 'Too many liked tracks',
  },
} as const;
