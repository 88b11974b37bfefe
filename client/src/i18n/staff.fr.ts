/**
 * The messages of the pages for animators and operators (administration, animation, installation), and of the settings
 * of the account: a separate pack, fetched with those pages and stored on no other device.
 */
import animate from './animate.fr.ts';
import announcements from './announcements.fr.ts';
import concepts from './concepts.fr.ts';
import channels from './channels.fr.ts';
import health from './health.fr.ts';
import installation from './installation.fr.ts';
import log from './log.fr.ts';
import members from './members.fr.ts';
import moderationQueue from './moderation-queue.fr.ts';
import partners from './partners.fr.ts';
import refusals from './refusals.fr.ts';
import runs from './runs.fr.ts';
import seasons from './seasons.fr.ts';
import serverSettings from './server-settings.fr.ts';
import writing from './writing.fr.ts';

export const staffFr = {
  ...animate,
  ...announcements,
  ...concepts,
  ...channels,
  ...health,
  ...installation,
  ...log,
  ...members,
  ...moderationQueue,
  ...partners,
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
