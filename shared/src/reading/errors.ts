export const readingErrors = {
  'reading.unknown_story': [],
  'reading.unknown_item': [],
  'reading.exists': [],
  'reading.too_fast': ['needed', 'seconds'],
  'reading.not_at_end': [],
  'reading.bad_link': [],
  'reading.private_address': [],
  'reading.too_many_redirects': ['most'],
  'reading.too_large': [],
  'reading.timeout': ['seconds'],
  'reading.not_html': [],
  'reading.unreachable': ['status'],
  'reading.no_text': ['reason'],
  'reading.queue_full': [],
  'reading.not_author': [],
  'reading.not_own_text': [],
  'reading.text_exists': [],
  'reading.too_many_texts': ['most'],
} as const;
export type ReadingError = keyof typeof readingErrors;
/** The notes that an applied reading act may have. */
export const readingNotes = { 'reading.no_time': [], 'reading.own_text': [] } as const;
