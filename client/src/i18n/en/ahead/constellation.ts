export default {
  'constellation.concepts': 'The ideas',
  'constellation.keys': 'By keyboard: ↑ ↓ move, → opens, ← closes.',
  'constellation.list': 'The projects, most supported first',
  'constellation.more': 'See more',
  'constellation.empty': 'The sky is still empty',
  'constellation.emptyText': 'The ideas and projects on this device will show here, offline too.',
} as const;
