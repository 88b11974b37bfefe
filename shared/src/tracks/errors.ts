/** Stable codes of tracks; each is also the key of its message (`error.<code>`). */
export const trackErrors = {
  'track.unknown': [],
  'track.exists': [],
  'track.not_owner': [],
  'track.not_member': [],
  'track.of_show': [],
  'track.too_many': ['most'],
  'track.no_sound': [],
  'track.damaged': ['reason'],
  'track.too_long': ['most'],
} as const;
