import type { StaffPack } from '../keys.ts';
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

export const staffEn: StaffPack = {
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
