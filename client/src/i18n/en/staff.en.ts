import type { StaffPack } from '../packs.ts';
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

export const staffEn: StaffPack = {
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
  'administration.asking': 'One moment…',
  'administration.more': 'Show more',
  'administration.reason': 'Reason',
  'administration.reason.hint': 'It stays in the log.',
  'administration.part.health': 'Health',
  'administration.part.members': 'Members',
  'administration.part.runs': 'Compost and Silo',
  'administration.part.log': 'Log',
  'administration.part.settings': 'Settings',
  'administration.part.partners': 'Partners',
  'administration.part.queue': 'A member’s actions',
  'administration.not.title': 'For administrators',
  'administration.not.text': 'This page opens only for those who administer this server.',
  'administration.not.go': 'Back to Me',
  'administration.queue.text':
    'When a member hands you the file of their queued actions, open it here. You see which actions wait, never what they say.',
  'administration.queue.open': 'Open a file',
  'administration.queue.wrong': 'This is no file of queued actions.',
  'administration.queue.of': '{n, plural, =0 {No action} one {# action} other {# actions}} of the member',
  'administration.queue.hidden': 'content hidden',
  'administration.queue.unknown': 'never arrived',
};
