import { trackRefusals } from './refusals-tracks.ts';

/** Why an act about a track, its file, a playlist or a like was refused. */
export const listeningRefusals = {
  ...trackRefusals,
  'playlist.unknown': { member: 'Cette liste n’existe pas, ou pas pour vous.', staff: 'Liste inconnue' },
  'playlist.exists': { member: 'Cette liste a déjà été créée.', staff: 'Liste déjà créée' },
  'playlist.not_owner': {
    member: 'Seule la personne qui a créé la liste peut faire cela.',
    staff: 'Liste d’une autre personne',
  },
  'playlist.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Liste : pas membre' },
  'playlist.too_many': {
    member:
      '{most, plural, one {# liste} other {# listes}} : c’est le plus que l’on peut avoir. Retirez-en une d’abord.',
    staff: 'Trop de listes',
  },
  'playlist.full': {
    member:
      'Une liste contient {most, plural, one {# morceau} other {# morceaux}} au plus. Retirez-en, ou commencez une autre liste.',
    staff: 'Liste pleine',
  },
  'like.too_many': {
    member:
      '{most, plural, one {# morceau aimé} other {# morceaux aimés}} : c’est le plus possible. Retirez-en d’abord.',
    staff: 'Trop de morceaux aimés',
  },
} as const;
