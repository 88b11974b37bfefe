/** Stable codes of uploads and of the pictures they bring; each is also the key of its message (`error.<code>`). */
export const mediaErrors = {
  'media.bad_picture': ['reason'],
  'media.bad_sound': ['reason'],
  'media.too_long': ['most'],
  'media.too_many_pixels': ['most'],
  'media.too_large': ['most'],
  'media.wrong_hash': [],
  'media.wrong_offset': ['offset'],
  'media.beyond_size': ['bytes'],
  'media.incomplete': ['offset'],
  'media.unknown_upload': ['state'],
  'media.not_awaited': [],
  'media.unreadable': [],
  'media.too_much_today': ['most', 'seconds'],
  'media.too_many_open': ['most', 'seconds'],
} as const;
export type MediaError = keyof typeof mediaErrors;
