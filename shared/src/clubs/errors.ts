export const clubErrors = {
  'club.unknown': [],
  'club.unknown_work': [],
  'club.exists': [],
  'club.not_member': [],
  'club.not_organiser': [],
  'club.bad_parts': [],
  'club.part_spoken': ['title'],
  'club.too_many': ['most'],
  'club.too_many_edits': ['most'],
} as const;
