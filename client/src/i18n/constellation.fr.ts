export default {
  'constellation.title': 'Constellation',
  'constellation.canvas':
    'Les projets en points : leur taille dit le soutien, leur couleur la catégorie, leur groupe la communauté. La même chose en liste suit.',
  'constellation.hint': 'Tournez d’un doigt, rapprochez de deux. Touchez un point pour voir le projet.',
  'constellation.hint.flat': 'Touchez un point pour voir le projet.',
  'constellation.legend': 'Couleurs des catégories',
  'constellation.none': 'sans catégorie',
  'constellation.open': 'Voir le projet',
  'constellation.list': 'Les projets, les plus soutenus d’abord',
  'constellation.more': 'En voir plus',
  'constellation.empty': 'Le ciel est encore vide',
  'constellation.emptyText': 'Les projets de cet appareil y apparaîtront, même sans réseau.',
} as const;
