export default {
  'eco.level.1': 'Complet',
  'eco.level.1.hint': 'Constellation avec effets, grandes images, échanges en direct.',
  'eco.level.2': 'Léger',
  'eco.level.2.hint': 'Constellation simple, images moyennes, échanges en direct.',
  'eco.level.3': 'Moyen',
  'eco.level.3.hint': 'Constellation à plat, petites images, peu de mouvement.',
  'eco.level.4': 'Minimal',
  'eco.level.4.hint':
    'Listes, images au toucher, aucune connexion ouverte : échange à chaque acte et toutes les 15 minutes.',
  'eco.level.5': 'Texte',
  'eco.level.5.hint': 'Aucune image, aucun mouvement : échange à chaque acte et à la main.',
} as const;
