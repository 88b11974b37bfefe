/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.concepts': 'Xalaat yi',
  'constellation.keys': 'Ci klawiye bi: ↑ ↓ ngir dem, → ngir ubbi, ← ngir tëj.',
  'constellation.list': 'Sémb yi, yi ñu gën a jàppale jiitu',
  'constellation.more': 'Gisaat yeneen',
  'constellation.empty': 'Asamaan si amagul dara',
  'constellation.emptyText': 'Xalaat yi ak sémb yi ci aparey bi fii lañuy feeñ, donte amul rezoo.',
} as const;
