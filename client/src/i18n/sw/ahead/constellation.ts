/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.concepts': 'Mawazo',
  'constellation.keys': 'Kwa kibodi: ↑ ↓ hupitia, → hufungua, ← hufunga.',
  'constellation.list': 'Miradi, inayoungwa mkono zaidi kwanza',
  'constellation.more': 'Tazama zaidi',
  'constellation.empty': 'Anga bado ni tupu',
  'constellation.emptyText': 'Mawazo na miradi ya kifaa hiki yataonekana hapa, hata bila mtandao.',
} as const;
