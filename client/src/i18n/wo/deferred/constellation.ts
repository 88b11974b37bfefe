/** Machine-made translation; a native reader has not checked it yet. */
export default {
  'constellation.title': 'Biddiiw yi',
  'constellation.hint': 'Wëndeelal ak benn baaraam, jegeñal ak ñaar. Bësal biddiiw ngir xool ko ci jege.',
  'constellation.hint.flat': 'Bësal biddiiw, tàllal ñaari baaraam.',
  'constellation.closer': 'Réyal',
  'constellation.farther': 'Tuutal',
  'constellation.legend': 'Meloy xeet yi',
  'constellation.none': 'amul xeet',
  'constellation.open': 'Xool sémb wi',
  'constellation.links': '{n, number} lëkkaloo',
  'constellation.projects': 'Ay sémbam',
  'constellation.near': 'Xalaat yu jege',
  'constellation.tend': 'Soppi xalaat yi',
} as const;
