export default {
  'constellation.title': 'Constellation',
  'constellation.hint': 'Tournez d’un doigt, rapprochez de deux. Touchez une étoile pour la voir de près.',
  'constellation.hint.flat': 'Touchez une étoile, écartez deux doigts.',
  'constellation.closer': 'Agrandir',
  'constellation.farther': 'Réduire',
  'constellation.legend': 'Couleurs des catégories',
  'constellation.none': 'sans catégorie',
  'constellation.open': 'Voir le projet',
  'constellation.links': '{n, plural, one {# lien} other {# liens}}',
  'constellation.projects': 'Ses projets',
  'constellation.near': 'Idées voisines',
  'constellation.tend': 'Modifier les idées',
} as const;
