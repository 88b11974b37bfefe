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
  'release.out': {
    member: 'Cette sortie a déjà eu lieu : changez ses morceaux un par un.',
    staff: 'Sortie déjà faite',
  },
  'release.too_many': {
    member:
      '{most, plural, one {# sortie} other {# sorties}} : c’est le plus que l’on peut avoir. Retirez-en une d’abord.',
    staff: 'Trop de sorties',
  },
  'show.unknown': { member: 'Cette émission n’existe pas, ou pas pour vous.', staff: 'Émission inconnue' },
  'show.exists': { member: 'Cette émission y est déjà.', staff: 'Émission déjà là' },
  'show.not_owner': {
    member: 'Seule la personne qui a ajouté l’émission peut faire cela.',
    staff: 'Émission d’une autre personne',
  },
  'show.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Émission : pas membre' },
  'show.too_many': {
    member:
      '{most, plural, one {# émission} other {# émissions}} : c’est le plus possible. Retirez-en une, ou attendez demain.',
    staff: 'Trop d’émissions',
  },
  'show.unreachable': {
    member: 'Le site de l’émission n’a pas répondu. L’adresse est peut-être fausse.',
    staff: 'Flux injoignable',
  },
  'show.no_feed': { member: 'Cette adresse n’est pas celle d’un flux de podcast.', staff: 'Pas un flux' },
  'show.too_large': {
    member: 'Le flux de cette émission est trop lourd : {most, number} Mo au plus.',
    staff: 'Flux trop lourd',
  },
  'episode.unknown': { member: 'Cet épisode n’existe pas, ou pas pour vous.', staff: 'Épisode inconnu' },
  'episode.no_sound': { member: 'Cet épisode ne contient pas de son.', staff: 'Épisode sans son' },
  'episode.unreachable': {
    member: 'Le son de cet épisode n’a pas pu être téléchargé. Redemandez-le plus tard.',
    staff: 'Épisode injoignable',
  },
  'episode.too_large': {
    member: 'Cet épisode est trop lourd : {most, number} Mo au plus.',
    staff: 'Épisode trop lourd',
  },
  'episode.too_many': {
    member:
      '{most, plural, one {# épisode demandé} other {# épisodes demandés}} : c’est le plus possible en un jour. Demandez-en d’autres demain.',
    staff: 'Trop d’épisodes demandés',
  },
} as const;
