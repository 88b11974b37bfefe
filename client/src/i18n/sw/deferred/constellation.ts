/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.title': 'Kundinyota',
  'constellation.hint': 'Zungusha kwa kidole kimoja, sogeza karibu kwa viwili. Gusa nyota ili uione kwa karibu.',
  'constellation.hint.flat': 'Gusa nyota, tanua vidole viwili.',
  'constellation.closer': 'Kuza',
  'constellation.farther': 'Punguza',
  'constellation.legend': 'Rangi za aina',
  'constellation.none': 'bila aina',
  'constellation.open': 'Tazama mradi',
  'constellation.links': '{n, plural, one {kiungo #} other {viungo #}}',
  'constellation.projects': 'Miradi yake',
  'constellation.near': 'Mawazo ya karibu',
  'constellation.tend': 'Hariri mawazo',
} as const;
