/** Stable codes of playlists; each is also the key of its message (`error.<code>`). */
export const playlistErrors = {
  'playlist.unknown': [],
  'playlist.exists': [],
  'playlist.not_owner': [],
  'playlist.not_member': [],
  'playlist.too_many': ['most'],
  'playlist.full': ['most'],
  'like.too_many': ['most'],
} as const;
