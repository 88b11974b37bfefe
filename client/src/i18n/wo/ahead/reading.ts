/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'reading.share.noneText': 'EGOEJO, ci seeni lëkkalekaay lay dencee artikal yi. Séddool xët wi ci nawigatër bi.',
  'reading.share.safe': 'Lëkkalekaay baa ngi fii ba léegi.',
  'reading.share.signIn': 'Dugg ngir yokk ko',
  'reading.share': 'Yokk ci samay njàng',
  'reading.share.none': 'Amul lëkkalekaay ci li nga séddoo',
} as const;
