/** Stable codes of the constellation; each is also the key of its message (`error.<code>`). */
export const constellationErrors = {
  'concept.unknown': [],
  'concept.exists': [],
  'concept.too_many': ['most'],
} as const;
