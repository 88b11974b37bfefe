/** Stable codes of the catalogue; each is also the key of its message (`error.<code>`). */

/** Why a file is refused as a book. `entry` of the parameters names the entry of the archive, if there is one. */
const bookErrors = {
  'book.not_zip': ['reason'],
  'book.bad_name': ['entry', 'reason'],
  'book.link': ['entry', 'reason'],
  'book.too_many_entries': ['found', 'most'],
  'book.too_large': ['entry', 'found', 'most'],
  'book.bad_ratio': ['entry', 'most'],
  'book.wrong_size': ['entry', 'reason'],
  'book.overlap': ['entry'],
  'book.damaged': ['entry', 'reason'],
  'book.encrypted': ['entry'],
  'book.no_container': ['entry'],
  'book.no_package': ['entry'],
  'book.entities': ['entry'],
  'book.no_spine': ['entry'],
  'book.too_slow': ['reason'],
} as const;
export type BookError = keyof typeof bookErrors;

export const catalogueErrors = {
  'catalogue.unknown': [],
  'catalogue.not_importer': [],
  'catalogue.import_exists': [],
  'catalogue.too_many_imports': ['most'],
  'book.elsewhere': [],
  ...bookErrors,
} as const;
