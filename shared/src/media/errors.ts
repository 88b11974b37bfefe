/** Stable codes of uploads and of the pictures they bring; each is also the key of its message (`error.<code>`). */
export const mediaErrors = [
  'media.bad_picture',
  'media.too_many_pixels',
  'media.too_large',
  'media.wrong_hash',
  'media.wrong_offset',
  'media.beyond_size',
  'media.incomplete',
  'media.unknown_upload',
  'media.not_awaited',
  'media.too_much_today',
  'media.too_many_open',
] as const;
export type MediaError = (typeof mediaErrors)[number];
