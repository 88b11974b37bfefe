/** Why an act about a topic or a club was refused. */
export const forumRefusals = {
  'topic.unknown': { member: 'Ce sujet n’existe plus.', staff: 'Sujet inconnu' },
  'topic.exists': { member: 'Ce sujet a déjà été reçu.', staff: 'Sujet déjà reçu' },
  'topic.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Sujet : pas membre' },
  'topic.not_author': {
    member: 'Seules la personne qui l’a ouvert et l’animation changent ce sujet.',
    staff: 'Sujet d’un autre',
  },
  'topic.not_animator': {
    member: 'Seule l’animation met un sujet en tête.',
    staff: 'Mise en tête réservée à l’animation',
  },
  'topic.closed': { member: 'Ce sujet est fermé.', staff: 'Sujet fermé' },
  'topic.too_many': {
    member: 'Vous avez ouvert {most, plural, one {# sujet} other {# sujets}} aujourd’hui : continuez demain.',
    staff: 'Trop de sujets',
  },
  'topic.too_many_edits': {
    member: 'Ce sujet a changé {most, plural, one {# fois} other {# fois}} aujourd’hui : continuez demain.',
    staff: 'Trop de changements d’un sujet',
  },
  'club.unknown': { member: 'Ce club n’existe plus.', staff: 'Club inconnu' },
  'club.unknown_work': { member: 'Ce livre n’est pas, ou plus, dans le catalogue.', staff: 'Club : livre inconnu' },
  'club.exists': { member: 'Ce club, ou l’une de ses parties, a déjà été reçu.', staff: 'Club déjà reçu' },
  'club.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Club : pas membre' },
  'club.not_organiser': {
    member: 'Seules la personne qui l’a proposé et l’animation changent ce club.',
    staff: 'Club d’un autre',
  },
  'club.bad_parts': {
    member: 'Les parties doivent se suivre : chacune plus loin que la précédente, et pas plus tôt.',
    staff: 'Parties mal ordonnées',
  },
  'club.part_spoken': { member: 'On a déjà parlé de « {title} » : cette partie reste.', staff: 'Partie déjà discutée' },
  'club.too_many': {
    member: 'Vous avez déjà {most, plural, one {# club} other {# clubs}} : c’est le plus possible.',
    staff: 'Trop de clubs',
  },
  'club.too_many_edits': {
    member: 'Ce club a changé {most, plural, one {# fois} other {# fois}} aujourd’hui : continuez demain.',
    staff: 'Trop de changements d’un club',
  },
} as const;
