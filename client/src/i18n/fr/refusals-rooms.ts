/** Why an act about a room, a direct conversation or a message was refused, or the sound of a voice note. */
export const roomRefusals = {
  'room.unknown': { member: 'Ce salon n’existe plus, ou ne vous est pas ouvert.', staff: 'Salon inconnu' },
  'room.unknown_subject': { member: 'Ce dont parlerait le salon n’existe plus.', staff: 'Salon : sujet inconnu' },
  'room.exists': { member: 'Ce salon a déjà été reçu.', staff: 'Salon déjà reçu' },
  'room.not_member': { member: 'Rejoignez d’abord la communauté.', staff: 'Salon : pas membre' },
  'room.not_joined': { member: 'Vous n’êtes plus dans ce salon.', staff: 'Message : pas dans le salon' },
  'room.not_organiser': {
    member: 'Seules la personne qui l’a ouvert et l’animation changent ce salon.',
    staff: 'Salon d’un autre',
  },
  'room.closed': { member: 'Ce salon est fermé.', staff: 'Salon fermé' },
  'room.unreachable': { member: 'Cette personne ne prend pas de messages de vous.', staff: 'Bloqué' },
  'room.you_blocked': { member: 'Débloquez d’abord cette personne.', staff: 'A bloqué' },
  'block.oneself': { member: 'Vous ne pouvez pas vous bloquer vous-même.', staff: 'Se bloque lui-même' },
  'block.unknown_member': { member: 'Ce compte n’existe plus.', staff: 'Compte inconnu' },
  'block.too_many': {
    member: '{most, plural, one {# personne} other {# personnes}} au plus.',
    staff: 'Trop de blocages',
  },
  'room.unknown_people': {
    member: 'Vous n’avez pas, ou plus, de communauté en commun avec ces personnes.',
    staff: 'Conversation : personnes inconnues',
  },
  'room.too_many': {
    member:
      '{most, plural, one {# salon} other {# salons}} : c’est le plus possible. Quittez-en un, ou continuez demain.',
    staff: 'Trop de salons',
  },
  'room.too_many_edits': {
    member: 'Ce salon a changé {most, plural, one {# fois} other {# fois}} aujourd’hui : continuez demain.',
    staff: 'Trop de changements d’un salon',
  },
  'room.rules_direct': {
    member: 'Une conversation entre vous n’a ni mode lent ni mots refusés.',
    staff: 'Règles d’une conversation',
  },
  'room.slow': {
    member:
      'Mode lent : {seconds, plural, one {encore # seconde} other {encore # secondes}} avant votre prochain message.',
    staff: 'Mode lent',
  },
  'message.word': { member: 'Ce salon n’admet pas le mot « {word} ».', staff: 'Mot refusé' },
  'message.unknown': { member: 'Ce message n’existe plus.', staff: 'Message inconnu' },
  'message.exists': { member: 'Ce message a déjà été reçu.', staff: 'Message déjà reçu' },
  'message.file_exists': { member: 'Ce fichier est déjà joint à un message.', staff: 'Fichier déjà joint' },
  'message.not_author': { member: 'Seule la personne qui l’a écrit change ce message.', staff: 'Message d’un autre' },
  'message.too_many': {
    member: 'Vous avez écrit {most, plural, one {# message} other {# messages}} en peu de temps : attendez un peu.',
    staff: 'Trop de messages',
  },
  'message.too_many_edits': {
    member: 'Vous avez changé vos messages {most, plural, one {# fois} other {# fois}} aujourd’hui : continuez demain.',
    staff: 'Trop de changements d’un message',
  },
  'message.too_many_reactions': {
    member: 'Ce message a déjà {most, plural, one {# réaction} other {# réactions}} : c’est le plus possible.',
    staff: 'Trop de réactions',
  },
  'message.too_many_pins': {
    member:
      'Ce salon a déjà {most, plural, one {# message épinglé} other {# messages épinglés}} : désépinglez-en un d’abord.',
    staff: 'Trop de messages épinglés',
  },
  'media.unreadable': {
    member: 'Ce fichier ne peut plus être lu : il a été déplacé ou supprimé.',
    staff: 'Fichier illisible',
  },
  'media.bad_sound': { member: 'Ce fichier n’est pas un son utilisable.', staff: 'Son inutilisable' },
  'media.too_long': {
    member: 'Un message vocal dure {most, plural, one {# seconde} other {# secondes}} au plus.',
    staff: 'Message vocal trop long',
  },
} as const;
