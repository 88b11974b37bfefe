export default {
  'constellation.title': 'Constellation',
  'constellation.hint': 'Turn with one finger, zoom with two. Tap a star to see it closely.',
  'constellation.hint.flat': 'Tap a star, spread two fingers.',
  'constellation.closer': 'Zoom in',
  'constellation.farther': 'Zoom out',
  'constellation.legend': 'Colours of the categories',
  'constellation.none': 'no category',
  'constellation.open': 'See the project',
  'constellation.links': '{n, plural, one {# link} other {# links}}',
  'constellation.projects': 'Its projects',
  'constellation.near': 'Neighbouring ideas',
  'constellation.tend': 'Change the ideas',
} as const;
