/** Stable codes of the catalogue; each is also the key of its message (`error.<code>`). */

/** Why a file is refused as a book. `entry` of the parameters names the entry of the archive, if there is one. */
const bookErrors = [
  'book.not_zip',
  'book.bad_name',
  'book.link',
  'book.too_many_entries',
  'book.too_large',
  'book.bad_ratio',
  'book.wrong_size',
  'book.overlap',
  'book.damaged',
  'book.encrypted',
  'book.no_container',
  'book.no_package',
  'book.entities',
  'book.no_spine',
  'book.too_slow',
] as const;
export type BookError = (typeof bookErrors)[number];

export const catalogueErrors = ['catalogue.unknown', ...bookErrors] as const;
