/** Every stable error code; the catalogues must have `error.<code>` for each (a test compares). */
import { accountErrors } from './accounts/errors.ts';
import { administrationErrors } from './administration/errors.ts';
import { bookErrors, bookNotes } from './books/errors.ts';
import { catalogueErrors } from './catalogue/errors.ts';
import { challengeErrors } from './challenges/errors.ts';
import { channelErrors } from './channels/errors.ts';
import { communityErrors } from './communities/errors.ts';
import { constellationErrors } from './constellation/errors.ts';
import { installationErrors } from './installation/errors.ts';
import { invitationErrors } from './invitations/errors.ts';
import { roomErrors } from './rooms/errors.ts';
import { trackErrors } from './tracks/errors.ts';
import { playlistErrors } from './playlists/errors.ts';
import { showErrors } from './shows/errors.ts';
import { blockErrors } from './blocks/errors.ts';
import { clubErrors } from './clubs/errors.ts';
import { topicErrors } from './forum/errors.ts';
import { meetingErrors } from './meetings/errors.ts';
import { moderationErrors } from './moderation/errors.ts';
import { mediaErrors } from './media/errors.ts';
import { notificationErrors } from './notifications/errors.ts';
import { partnerErrors } from './partners/errors.ts';
import { playsNotes } from './plays/errors.ts';
import { pollErrors } from './polls/errors.ts';
import { publishingErrors } from './publishing/errors.ts';
import { commentErrors } from './comments/errors.ts';
import { projectErrors } from './projects/errors.ts';
import { readingErrors, readingNotes } from './reading/errors.ts';
import { releaseErrors } from './releases/errors.ts';
import { reviewErrors } from './reviews/errors.ts';
import { followErrors } from './follows/errors.ts';
import { sakaErrors, sakaNotes } from './saka/errors.ts';
import { syncErrors } from './sync/errors.ts';

/** Every error code, with the names of the parameters that it may have. */
export const errors = {
  ...accountErrors,
  ...administrationErrors,
  ...bookErrors,
  ...catalogueErrors,
  ...channelErrors,
  ...communityErrors,
  ...installationErrors,
  ...invitationErrors,
  ...topicErrors,
  ...clubErrors,
  ...roomErrors,
  ...trackErrors,
  ...playlistErrors,
  ...showErrors,
  ...meetingErrors,
  ...challengeErrors,
  ...publishingErrors,
  ...moderationErrors,
  ...mediaErrors,
  ...notificationErrors,
  ...partnerErrors,
  ...pollErrors,
  ...commentErrors,
  ...constellationErrors,
  ...projectErrors,
  ...readingErrors,
  ...releaseErrors,
  ...reviewErrors,
  ...followErrors,
  ...blockErrors,
  ...sakaErrors,
  ...syncErrors,
} as const;
export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as ErrorCode[];
/** Every note on an applied act, likewise (S8). */
export const notes = { ...sakaNotes, ...readingNotes, ...bookNotes, ...playsNotes } as const;
export type NoteCode = keyof typeof notes;
export const noteCodes = Object.keys(notes) as NoteCode[];
