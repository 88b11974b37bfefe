/** The checks of features beside the ledger: moderation, comments, notifications, projects, communities, books, polls. */
import type { AuditCheck } from '../audit-check.ts';
import { bookChecks } from './books.ts';
import { challengeChecks } from './challenges.ts';
import { communityChecks } from './communities.ts';
import { forumChecks } from './forum.ts';
import { meetingChecks } from './meetings.ts';
import { moderationChecks } from './moderation.ts';
import { pollChecks } from './polls.ts';
import { projectChecks } from './projects.ts';
import { publishingChecks } from './publishing.ts';
import { roomChecks } from './rooms.ts';
import { tableChecks } from './tables.ts';
import { talkChecks } from './talk.ts';
import { trackChecks } from './tracks.ts';

export const featureChecks: readonly AuditCheck[] = [
  ...tableChecks,
  ...pollChecks,
  ...projectChecks,
  ...talkChecks,
  ...forumChecks,
  ...roomChecks,
  ...trackChecks,
  ...meetingChecks,
  ...challengeChecks,
  ...moderationChecks,
  ...communityChecks,
  ...bookChecks,
  ...publishingChecks,
];
