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
  'release.out': { member: 'This release is out already: change its tracks one by one.', staff: 'Release already out' },
  'release.too_many': {
    member: '{most, plural, one {# release} other {# releases}}: nobody can have more. Remove one first.',
    staff: 'Too many releases',
  },
  'show.unknown': { member: 'This show does not exist, or not for you.', staff: 'Unknown show' },
  'show.exists': { member: 'This show is already there.', staff: 'Show already there' },
  'show.not_owner': { member: 'Only the person who added the show can do this.', staff: 'Show of somebody else' },
  'show.not_member': { member: 'Join the community first.', staff: 'Show: not a member' },
  'show.too_many': {
    member:
      '{most, plural, one {# show} other {# shows}}: that is the most possible. Remove one, or wait until tomorrow.',
    staff: 'Too many shows',
  },
  'show.unreachable': {
    member: 'The site of the show did not answer. Its address may be wrong.',
    staff: 'Feed out of reach',
  },
  'show.no_feed': { member: 'This is not the address of a podcast feed.', staff: 'Not a feed' },
  'show.too_large': {
    member: 'The feed of this show is too large: {most, number} MB at most.',
    staff: 'Feed too large',
  },
  'episode.unknown': { member: 'This episode does not exist, or not for you.', staff: 'Unknown episode' },
  'episode.no_sound': { member: 'There is no sound in this episode.', staff: 'Episode without sound' },
  'episode.unreachable': {
    member: 'The sound of this episode could not be fetched. Ask for it again later.',
    staff: 'Episode out of reach',
  },
  'episode.too_large': { member: 'This episode is too large: {most, number} MB at most.', staff: 'Episode too large' },
  'episode.too_many': {
    member:
      '{most, plural, one {# episode} other {# episodes}} asked for: that is the most within a day. Ask for others tomorrow.',
    staff: 'Too many episodes asked for',
  },
} as const;
