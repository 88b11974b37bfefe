/** Stable codes of shows and episodes; each is also the key of its message (`error.<code>`). */
export const showErrors = {
  'show.unknown': [],
  'show.exists': [],
  'show.not_owner': [],
  'show.not_member': [],
  'show.too_many': ['most'],
  'show.unreachable': [],
  'show.no_feed': [],
  'show.too_large': ['most'],
  'episode.unknown': [],
  'episode.no_sound': [],
  'episode.unreachable': [],
  'episode.too_large': ['most'],
  'episode.too_many': ['most'],
} as const;
