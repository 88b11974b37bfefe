/** Why an act about a meeting was refused. */
export const meetingRefusals = {
  'meeting.unknown': { member: 'Cette rencontre n’existe plus.', staff: 'Rencontre inconnue' },
  'meeting.exists': { member: 'Cette rencontre a déjà été reçue.', staff: 'Rencontre déjà reçue' },
  'meeting.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Rencontre : pas membre' },
  'meeting.not_organiser': {
    member: 'Seuls qui l’organise et les animateurs peuvent la changer.',
    staff: 'Rencontre d’autrui',
  },
  'meeting.bad_time': { member: 'Ce moment est déjà passé.', staff: 'Rencontre au passé' },
  'meeting.over': { member: 'Cette rencontre a déjà eu lieu.', staff: 'Rencontre terminée' },
  'meeting.cancelled': { member: 'Cette rencontre est annulée.', staff: 'Rencontre annulée' },
  'meeting.full': { member: 'Il n’y a plus de place.', staff: 'Rencontre complète' },
  'meeting.fewer_places': {
    member: 'Il faut au moins {yes} places : ces personnes viennent déjà.',
    staff: 'Moins de places que de présents',
  },
  'meeting.too_many': {
    member: 'C’est trop pour un jour ({most} au plus) : réessayez demain.',
    staff: 'Trop de rencontres ou de réponses',
  },
} as const;
