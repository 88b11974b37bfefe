export default {
  'eco.level.1': 'Full',
  'eco.level.1.hint': 'Constellation with effects, large pictures, live exchanges.',
  'eco.level.2': 'Light',
  'eco.level.2.hint': 'Plain constellation, medium pictures, live exchanges.',
  'eco.level.3': 'Medium',
  'eco.level.3.hint': 'Flat constellation, small pictures, little motion.',
  'eco.level.4': 'Minimal',
  'eco.level.4.hint': 'Lists, pictures on tap, no open connection: exchange at each action and every 15 minutes.',
  'eco.level.5': 'Text',
  'eco.level.5.hint': 'No picture, no motion: exchange at each action and by hand.',
} as const;
