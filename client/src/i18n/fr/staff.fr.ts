/**
 * The messages of the pages for animators and operators (administration, animation, installation), and of the settings
 * of the account: a separate pack, fetched with those pages and stored on no other device.
 */
import animate from './staff/animate.ts';
import announcements from './staff/announcements.ts';
import books from './staff/books.ts';
import concepts from './staff/concepts.ts';
import channels from './staff/channels.ts';
import health from './staff/health.ts';
import installation from './staff/installation.ts';
import log from './staff/log.ts';
import members from './staff/members.ts';
import moderationQueue from './staff/moderation-queue.ts';
import partners from './staff/partners.ts';
import receipts from './staff/receipts.ts';
import { refusals } from './refusals.ts';
import { refusals as refusalsAhead } from './refusals-ahead.ts';
import { forStaff } from '../refusal-words.ts';
import runs from './staff/runs.ts';
import seasons from './staff/seasons.ts';
import serverSettings from './staff/server-settings.ts';
import writing from './staff/writing.ts';

export const staffFr = {
  ...animate,
  ...announcements,
  ...books,
  ...concepts,
  ...channels,
  ...health,
  ...installation,
  ...log,
  ...members,
  ...moderationQueue,
  ...partners,
  ...receipts,
  ...forStaff(refusals),
  ...forStaff(refusalsAhead),
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
