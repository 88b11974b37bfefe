export default {
  'constellation.concepts': 'Les idées',
  'constellation.keys': 'Au clavier : ↑ ↓ parcourent, → ouvre, ← ferme.',
  'constellation.list': 'Les projets, les plus soutenus d’abord',
  'constellation.more': 'En voir plus',
  'constellation.empty': 'Le ciel est encore vide',
  'constellation.emptyText': 'Les idées et projets de cet appareil y apparaîtront, même sans réseau.',
} as const;
