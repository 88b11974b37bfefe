/** Notes on applied acts, and the failure that no server answers. */
export default {
  'error.network': 'Le serveur est injoignable pour le moment.',
  'note.saka.harvested': '{grains, plural, one {# grain récolté} other {# grains récoltés}}.',
  'note.saka.daily_limit': 'Limite du jour atteinte : l’acte compte, sans nouveaux grains.',
  'note.saka.already_harvested': 'Déjà récolté : l’acte compte, sans nouveaux grains.',
  'note.saka.not_confirmed': 'Confirmez votre adresse pour récolter des grains.',
  'note.reading.no_time':
    'La lecture compte, sans grains : depuis qu’elle a pu commencer, il s’est écoulé moins de temps que vos lectures n’en demandent.',
  'note.reading.own_text': 'La lecture compte, sans grains : c’est votre texte.',
  'note.books.note_kept': 'La marque reste : sa note a changé.',
  'note.plays.no_time': 'L’écoute ne compte pas : il s’est écoulé moins de temps.',
  'note.plays.unknown_track': 'L’écoute ne compte pas : le morceau a été retiré.',
};
