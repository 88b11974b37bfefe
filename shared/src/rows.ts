/**
 * The schema of each entity's rows. Everybody uses the types; only the server's tests and scripts use the schemas, so
 * they are not in registry.ts, which every device loads.
 */
import type * as z from 'zod/mini';
import { profileRow, preferencesRow } from './accounts/model.ts';
import { bookImportRow, workRow } from './catalogue/model.ts';
import { badgeRow, readingEventRow } from './badges/model.ts';
import { challengePartRow, challengeRow, leaderboardOwnRow, leaderboardPlaceRow } from './challenges/model.ts';
import { bookDayRow, bookMarkRow } from './books/model.ts';
import { channelsRow } from './channels/model.ts';
import { commentRow } from './comments/model.ts';
import { communityRow, membershipRow } from './communities/model.ts';
import { conceptLinkRow, conceptRow } from './constellation/model.ts';
import { moderationCaseRow, reportRow, sanctionRow } from './moderation/model.ts';
import { notificationRow } from './notifications/model.ts';
import { pollRow, pollTallyRow, ballotRow } from './polls/model.ts';
import {
  projectEditRow,
  projectFollowRow,
  projectNeedRow,
  projectPictureRow,
  projectRow,
  projectTallyRow,
  projectTextRow,
} from './projects/model.ts';
import { storyRow, readingItemRow, positionRow, readMarkRow } from './reading/model.ts';
import { recommendationsRow, recommendedTracksRow, trackTrendRow, unwantedRow } from './recommendations/model.ts';
import { followRow } from './follows/model.ts';
import { blockedMemberRow } from './blocks/model.ts';
import { reviewRow, workTallyRow } from './reviews/model.ts';
import { cycleRow, siloRow, supportRow, transferRow, walletRow } from './saka/model.ts';
import { authorFiguresRow, contractRow, royaltyStatementRow } from './publishing/contract.ts';
import { manuscriptFileRow, manuscriptNoteRow, manuscriptRow } from './publishing/model.ts';
import { clubMemberRow, clubRow } from './clubs/model.ts';
import { trackDayRow, trackFiguresRow } from './plays/model.ts';
import { releaseRow } from './releases/model.ts';
import { trackRow } from './tracks/model.ts';
import { likeRow, playlistItemRow, playlistRow } from './playlists/model.ts';
import { episodeRow, showFollowRow, showRow } from './shows/model.ts';
import { messageFileRow, messageRow, roomMemberRow, roomRow } from './rooms/model.ts';
import { topicRow } from './forum/model.ts';
import { meetingAnswerRow, meetingRow } from './meetings/model.ts';
import { receiptRow } from './sync/receipt.ts';

export const rows = {
  receipt: receiptRow,
  profile: profileRow,
  preferences: preferencesRow,
  membership: membershipRow,
  wallet: walletRow,
  transfer: transferRow,
  support: supportRow,
  ballot: ballotRow,
  readingItem: readingItemRow,
  position: positionRow,
  bookMark: bookMarkRow,
  bookDay: bookDayRow,
  bookImport: bookImportRow,
  track: trackRow,
  playlist: playlistRow,
  playlistItem: playlistItemRow,
  like: likeRow,
  show: showRow,
  episode: episodeRow,
  showFollow: showFollowRow,
  review: reviewRow,
  follow: followRow,
  blockedMember: blockedMemberRow,
  meetingAnswer: meetingAnswerRow,
  clubMember: clubMemberRow,
  roomMember: roomMemberRow,
  readingEvent: readingEventRow,
  badge: badgeRow,
  challengePart: challengePartRow,
  leaderboardOwn: leaderboardOwnRow,
  recommendations: recommendationsRow,
  unwanted: unwantedRow,
  recommendedTracks: recommendedTracksRow,
  trackTrend: trackTrendRow,
  readMark: readMarkRow,
  projectFollow: projectFollowRow,
  report: reportRow,
  sanction: sanctionRow,
  moderationCase: moderationCaseRow,
  notification: notificationRow,
  channels: channelsRow,
  manuscript: manuscriptRow,
  manuscriptFile: manuscriptFileRow,
  manuscriptNote: manuscriptNoteRow,
  contract: contractRow,
  authorFigures: authorFiguresRow,
  trackDay: trackDayRow,
  trackFigures: trackFiguresRow,
  release: releaseRow,
  royaltyStatement: royaltyStatementRow,
  poll: pollRow,
  pollTally: pollTallyRow,
  community: communityRow,
  cycle: cycleRow,
  silo: siloRow,
  story: storyRow,
  project: projectRow,
  projectText: projectTextRow,
  projectTally: projectTallyRow,
  projectPicture: projectPictureRow,
  projectEdit: projectEditRow,
  projectNeed: projectNeedRow,
  comment: commentRow,
  meeting: meetingRow,
  topic: topicRow,
  club: clubRow,
  room: roomRow,
  message: messageRow,
  messageFile: messageFileRow,
  challenge: challengeRow,
  leaderboardPlace: leaderboardPlaceRow,
  concept: conceptRow,
  conceptLink: conceptLinkRow,
  work: workRow,
  workTally: workTallyRow,
} as const satisfies Record<string, z.ZodMiniType>;

export type EntityName = keyof typeof rows;
export type EntityRow<E extends EntityName> = z.infer<(typeof rows)[E]>;
