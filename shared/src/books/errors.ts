/** Codes of marks in books. */
export const bookErrors = {
  'books.unknown_mark': [],
  'books.too_many_marks': ['most'],
  'books.too_many_notes': ['most'],
} as const;
/** A mark was not removed, because its note was changed elsewhere in the meantime. */
export const bookNotes = { 'books.note_kept': [] } as const;
