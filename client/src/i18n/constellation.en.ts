export default {
  'constellation.title': 'Constellation',
  'constellation.canvas':
    'The projects as points: size is support, colour the category, cluster the community. The same as a list follows.',
  'constellation.hint': 'Turn with one finger, zoom with two. Tap a point to see the project.',
  'constellation.hint.flat': 'Tap a point to see the project.',
  'constellation.legend': 'Colours of the categories',
  'constellation.none': 'no category',
  'constellation.open': 'See the project',
  'constellation.list': 'The projects, most supported first',
  'constellation.more': 'See more',
  'constellation.empty': 'The sky is still empty',
  'constellation.emptyText': 'The projects on this device will show here, offline too.',
} as const;
