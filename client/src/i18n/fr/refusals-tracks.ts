/** Why an act about a track, or its file, was refused. */
export const trackRefusals = {
  'track.unknown': { member: 'Ce morceau n’existe pas, ou pas pour vous.', staff: 'Morceau inconnu' },
  'track.exists': { member: 'Ce morceau a déjà été annoncé.', staff: 'Morceau déjà annoncé' },
  'track.not_owner': {
    member: 'Seule la personne qui a ajouté le morceau le modifie.',
    staff: 'Morceau d’une autre personne',
  },
  'track.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Morceau : pas membre' },
  'track.of_show': { member: 'Un épisode suit son émission : partagez l’émission.', staff: 'Épisode d’une émission' },
  'track.too_many': {
    member:
      '{most, plural, one {# morceau} other {# morceaux}} : c’est le plus que l’on peut ajouter. Retirez-en, ou attendez demain.',
    staff: 'Trop de morceaux',
  },
  'track.no_sound': { member: 'Il n’y a pas de son dans ce fichier.', staff: 'Fichier sans son' },
  'track.damaged': { member: 'Ce fichier est abîmé : le son ne se lit pas.', staff: 'Son abîmé' },
  'track.too_long': { member: 'Ce son dure trop longtemps.', staff: 'Son trop long' },
} as const;
