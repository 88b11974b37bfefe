/** Why an act about a challenge or a leaderboard was refused. */
export const challengeRefusals = {
  'challenge.unknown': { member: 'Ce défi n’existe plus.', staff: 'Défi inconnu' },
  'challenge.exists': { member: 'Ce défi a déjà été reçu.', staff: 'Défi déjà reçu' },
  'challenge.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Défi : pas membre' },
  'challenge.not_maker': {
    member: 'Seuls qui l’a lancé et les animateurs peuvent le changer.',
    staff: 'Défi d’autrui',
  },
  'challenge.bad_days': {
    member: 'Ces jours ne vont pas : le dernier suit le premier, d’un an au plus, et n’est pas passé.',
    staff: 'Défi : jours impossibles',
  },
  'challenge.bad_goal': {
    member: 'Ce but ne peut pas être atteint pendant ces jours.',
    staff: 'Défi : but impossible',
  },
  'challenge.begun': { member: 'Ce défi a déjà commencé, il ne change plus.', staff: 'Défi déjà commencé' },
  'challenge.over': { member: 'Ce défi est terminé.', staff: 'Défi terminé' },
  'challenge.cancelled': { member: 'Ce défi est annulé.', staff: 'Défi annulé' },
  'challenge.too_many': {
    member: 'C’est trop à la fois ({most} au plus) : réessayez plus tard.',
    staff: 'Trop de défis',
  },
  'leaderboard.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Classement : pas membre' },
  'leaderboard.taken': { member: 'Quelqu’un porte déjà ce pseudonyme ici.', staff: 'Pseudonyme déjà pris' },
  'leaderboard.too_many': {
    member: 'C’est trop de pseudonymes pour un jour ({most} au plus) : réessayez demain.',
    staff: 'Trop de pseudonymes',
  },
} as const;
