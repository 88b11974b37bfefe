import type { StaffPack } from './packs.ts';
import animate from './animate.en.ts';
import announcements from './announcements.en.ts';
import concepts from './concepts.en.ts';
import channels from './channels.en.ts';
import health from './health.en.ts';
import installation from './installation.en.ts';
import log from './log.en.ts';
import members from './members.en.ts';
import moderationQueue from './moderation-queue.en.ts';
import partners from './partners.en.ts';
import refusals from './refusals.en.ts';
import runs from './runs.en.ts';
import seasons from './seasons.en.ts';
import serverSettings from './server-settings.en.ts';
import writing from './writing.en.ts';

export const staffEn: StaffPack = {
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
  'administration.part.queue': 'A member’s acts',
  'administration.not.title': 'For administrators',
  'administration.not.text': 'This page opens only for those who administer this server.',
  'administration.not.go': 'Back to Me',
  'administration.queue.text':
    'When a member hands you the file of their waiting acts, open it here. You see which acts wait, never what they say.',
  'administration.queue.open': 'Open a file',
  'administration.queue.wrong': 'This is no file of waiting acts.',
  'administration.queue.of': '{n, plural, =0 {No act} one {# act} other {# acts}} of the member',
  'administration.queue.hidden': 'content hidden',
  'administration.queue.unknown': 'never arrived',
};
