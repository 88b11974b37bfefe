/**
 * The messages of the pages for animators and operators (administration, animation, installation), and of the settings
 * of the account: a separate pack, fetched with those pages and stored on no other device.
 */
import animate from './animate.ts';
import announcements from './announcements.ts';
import bookRefusals from './book-refusals.ts';
import concepts from './concepts.ts';
import channels from './channels.ts';
import health from './health.ts';
import installation from './installation.ts';
import log from './log.ts';
import members from './members.ts';
import moderationQueue from './moderation-queue.ts';
import partners from './partners.ts';
import receipts from './receipts.ts';
import refusals from './refusals.ts';
import runs from './runs.ts';
import seasons from './seasons.ts';
import serverSettings from './server-settings.ts';
import writing from './writing.ts';

export const staffFr = {
  ...animate,
  ...announcements,
  ...bookRefusals,
  ...concepts,
  ...channels,
  ...health,
  ...installation,
  ...log,
  ...members,
  ...moderationQueue,
  ...partners,
  ...receipts,
  ...refusals,
  ...runs,
  ...seasons,
  ...serverSettings,
  ...writing,
  'administration.asking': 'Un instant…',
  'administration.more': 'Voir la suite',
  'administration.reason': 'Raison',
  'administration.reason.hint': 'Elle reste dans le journal.',
  'administration.part.health': 'Santé',
  'administration.part.members': 'Membres',
  'administration.part.runs': 'Compost et Silo',
  'administration.part.log': 'Journal',
  'administration.part.settings': 'Réglages',
  'administration.part.partners': 'Partenaires',
  'administration.part.queue': 'Actes d’un membre',
  'administration.not.title': 'Réservé à l’administration',
  'administration.not.text': 'Cette page ne s’ouvre qu’aux personnes qui administrent ce serveur.',
  'administration.not.go': 'Retour à Moi',
  'administration.queue.text':
    'Quand un membre vous confie le fichier de ses actes en attente, ouvrez-le ici. On voit quels actes attendent, jamais ce qu’ils disent.',
  'administration.queue.open': 'Ouvrir un fichier',
  'administration.queue.wrong': 'Ce n’est pas un fichier d’actes en attente.',
  'administration.queue.of': '{n, plural, =0 {Aucun acte} one {# acte} other {# actes}} du membre',
  'administration.queue.hidden': 'contenu caché',
  'administration.queue.unknown': 'jamais arrivé',
} as const;
