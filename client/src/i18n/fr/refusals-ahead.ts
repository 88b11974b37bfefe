import { challengeRefusals } from './refusals-challenges.ts';
import { forumRefusals } from './refusals-forum.ts';
import { meetingRefusals } from './refusals-meetings.ts';
import { listeningRefusals } from './refusals-playlists.ts';
import { publishingRefusals } from './refusals-publishing.ts';
import { roomRefusals } from './refusals-rooms.ts';

/** Refusals of acts that pages of the second stage make: they are fetched when one is shown (`messageOrLater`). */
export const refusals = {
  ...forumRefusals,
  ...meetingRefusals,
  ...challengeRefusals,
  ...listeningRefusals,
  ...publishingRefusals,
  ...roomRefusals,
} as const;
