/** Why an act about a track, or its file, was refused. */
export const trackRefusals = {
  'track.unknown': { member: 'Cette piste n’existe pas, ou pas pour vous.', staff: 'Piste inconnue' },
  'track.exists': { member: 'Cette piste a déjà été annoncée.', staff: 'Piste déjà annoncée' },
  'track.not_owner': {
    member: 'Seule la personne qui a ajouté la piste la modifie.',
    staff: 'Piste d’une autre personne',
  },
  'track.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Piste : pas membre' },
  'track.too_many': {
    member:
      '{most, plural, one {# piste} other {# pistes}} : c’est le plus que l’on peut ajouter. Retirez-en, ou attendez demain.',
    staff: 'Trop de pistes',
  },
  'track.no_sound': { member: 'Il n’y a pas de son dans ce fichier.', staff: 'Fichier sans son' },
  'track.damaged': { member: 'Ce fichier est abîmé : le son ne se lit pas.', staff: 'Son abîmé' },
  'track.too_long': { member: 'Ce son dure trop longtemps.', staff: 'Son trop long' },
} as const;
