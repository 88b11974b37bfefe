/**
 * Every mutation and every synced entity of the product. `sync/` on both sides knows features only through this list.
 */
import type * as z from 'zod/mini';
import type { EntityName } from './rows.ts';
import { profileUpdate, preferencesSet } from './accounts/mutations.ts';
import { bookSession, markAdd, markColour, markNote, markRemove } from './books/mutations.ts';
import {
  challengeCancel,
  challengeEdit,
  challengeJoin,
  challengeLeave,
  challengeMake,
  leaderboardJoin,
  leaderboardLeave,
} from './challenges/mutations.ts';
import { channelsSet } from './channels/mutations.ts';
import { commentDelete, commentEdit, commentWrite } from './comments/mutations.ts';
import {
  communityAppoint,
  communityArchive,
  communityCreate,
  communityEdit,
  communityJoin,
  communityLeave,
  communityRemove,
} from './communities/mutations.ts';
import { conceptDelete, conceptLink, conceptWrite } from './constellation/mutations.ts';
import { clubBegin, clubEdit, clubJoin } from './clubs/mutations.ts';
import {
  messageDelete,
  messageEdit,
  messagePin,
  messageReact,
  messageSend,
  roomDirect,
  roomEdit,
  roomJoin,
  roomOpen,
  roomMute,
  roomRead,
  roomRules,
} from './rooms/mutations.ts';
import { topicBegin, topicChange } from './forum/mutations.ts';
import { meetingAnswer, meetingCancel, meetingEdit, meetingPlan } from './meetings/mutations.ts';
import { moderationAppeal, moderationDecide, moderationReport } from './moderation/mutations.ts';
import {
  contractAnswer,
  contractOffer,
  manuscriptAddFile,
  manuscriptBegin,
  manuscriptEdit,
  manuscriptMove,
  manuscriptNote,
  manuscriptNoteClose,
} from './publishing/mutations.ts';
import { communityAnnounce, notificationRead } from './notifications/mutations.ts';
import {
  pollVote,
  pollWithdrawVote,
  pollVoteSecretly,
  pollDraft,
  pollOpen,
  pollExtend,
  pollCancel,
} from './polls/mutations.ts';
import {
  projectAddMany,
  projectAddPicture,
  projectFollow,
  projectPropose,
  projectDropNeed,
  projectNeed,
  projectPublish,
  projectRemovePicture,
  projectRevise,
  projectWithdraw,
} from './projects/mutations.ts';
import {
  readingAdd,
  readingRemove,
  readingProgress,
  readingFinish,
  storyPublish,
  storyWithdraw,
} from './reading/mutations.ts';
import { catalogueImport } from './catalogue/mutations.ts';
import { trackSession } from './plays/mutations.ts';
import { trackAdd, trackEdit, trackRemove, trackShare, trackWords } from './tracks/mutations.ts';
import {
  likeSet,
  playlistAdd,
  playlistDrop,
  playlistEdit,
  playlistMake,
  playlistMove,
  playlistRemove,
  playlistShare,
} from './playlists/mutations.ts';
import { episodeAsk, showAdd, showFollow, showRemove, showShare } from './shows/mutations.ts';
import { releaseCancel, releasePlan } from './releases/mutations.ts';
import { recommendationRefuse } from './recommendations/mutations.ts';
import { followSet } from './follows/mutations.ts';
import { memberBlock } from './blocks/mutations.ts';
import { reviewRemove, reviewWrite } from './reviews/mutations.ts';
import { projectBoost } from './saka/mutations.ts';
import { cancel } from './sync/cancel.ts';
import { communityScope, pollsScope, roomScope, type Scope } from './sync/protocol.ts';

interface Kept {
  /** Rows are pulled only while the eco level asks for them. */
  lazy?: boolean;
  /** A device keeps the rows in chunks of a few hundred: for entities with thousands of rows. */
  packed?: boolean;
}
/** `scope` is the kind of scope that holds the rows; their shape is in rows.ts. */
const entity = <K extends 'public' | 'community' | 'polls' | 'member' | 'catalogue' | 'room'>(
  version: number,
  scope: K,
  { lazy = false, packed = false }: Kept = {},
) => ({ version, scope, lazy, packed });

export const entities = {
  receipt: entity(1, 'member'),
  profile: entity(3, 'member'),
  preferences: entity(4, 'member'),
  membership: entity(2, 'member'),
  wallet: entity(1, 'member'),
  transfer: entity(1, 'member'),
  support: entity(1, 'member'),
  ballot: entity(3, 'member'),
  readingItem: entity(1, 'member'),
  position: entity(2, 'member'),
  bookMark: entity(1, 'member'),
  bookDay: entity(1, 'member'),
  bookImport: entity(1, 'member'),
  review: entity(1, 'member'),
  follow: entity(1, 'member'),
  blockedMember: entity(1, 'member'),
  meetingAnswer: entity(1, 'member'),
  clubMember: entity(1, 'member'),
  roomMember: entity(2, 'member'),
  readingEvent: entity(1, 'member'),
  badge: entity(1, 'member'),
  challengePart: entity(1, 'member'),
  leaderboardOwn: entity(1, 'member'),
  recommendations: entity(1, 'member'),
  unwanted: entity(1, 'member'),
  recommendedTracks: entity(1, 'member'),
  readMark: entity(1, 'member'),
  projectFollow: entity(1, 'member'),
  report: entity(9, 'member'),
  sanction: entity(9, 'member'),
  moderationCase: entity(9, 'member'),
  notification: entity(9, 'member'),
  channels: entity(4, 'member'),
  manuscript: entity(1, 'member'),
  manuscriptFile: entity(1, 'member'),
  manuscriptNote: entity(1, 'member'),
  contract: entity(1, 'member'),
  authorFigures: entity(1, 'member'),
  trackDay: entity(1, 'member'),
  trackFigures: entity(1, 'member'),
  release: entity(1, 'member'),
  royaltyStatement: entity(1, 'member'),
  poll: entity(3, 'polls'),
  pollTally: entity(1, 'polls'),
  community: entity(4, 'public'),
  cycle: entity(1, 'public'),
  silo: entity(1, 'public'),
  story: entity(3, 'public'),
  project: entity(2, 'community', { packed: true }),
  projectText: entity(1, 'community', { lazy: true, packed: true }),
  projectTally: entity(1, 'community', { packed: true }),
  projectPicture: entity(1, 'community'),
  projectEdit: entity(1, 'community'),
  projectNeed: entity(1, 'community'),
  comment: entity(3, 'catalogue', { packed: true }),
  meeting: entity(1, 'community'),
  topic: entity(1, 'catalogue'),
  club: entity(1, 'catalogue'),
  room: entity(2, 'community'),
  message: entity(2, 'room'),
  messageFile: entity(1, 'room'),
  challenge: entity(1, 'community'),
  leaderboardPlace: entity(1, 'community'),
  concept: entity(1, 'community'),
  conceptLink: entity(1, 'community'),
  work: entity(1, 'catalogue', { lazy: true, packed: true }),
  track: entity(1, 'catalogue', { lazy: true }),
  trackTrend: entity(1, 'catalogue', { lazy: true }),
  playlist: entity(1, 'catalogue', { lazy: true }),
  playlistItem: entity(1, 'catalogue', { lazy: true }),
  like: entity(1, 'member'),
  show: entity(1, 'catalogue', { lazy: true }),
  episode: entity(1, 'catalogue', { lazy: true, packed: true }),
  showFollow: entity(1, 'member'),
  workTally: entity(1, 'catalogue', { lazy: true, packed: true }),
} as const satisfies Record<EntityName, object>;

export type { EntityName, EntityRow } from './rows.ts';
export const entityNames = Object.keys(entities) as EntityName[];
export const isEntity = (name: string): name is EntityName => name in entities;
/** Whether a device keeps the rows of this entity in chunks. */
export const isPacked = (e: EntityName): boolean => entities[e].packed;

/**
 * Name and version of every entity that this build knows, as cursors carry them (S14). `lazy` entities are included
 * only with `withLazy`.
 */
export const entityVersions = (withLazy: boolean): Record<string, number> =>
  Object.fromEntries(entityNames.filter((e) => withLazy || !entities[e].lazy).map((e) => [e, entities[e].version]));

/**
 * The same for what one scope may hold: a member's scope any entity, since a proposal lives there until it is
 * published; other scopes those of their kind; a community's scope also its own row, if it is private, and what can be
 * in the catalogue, all of which is lazy there; the scope of a room its own row, if it is a direct conversation.
 */
export function entitiesIn(scope: Scope, withLazy: boolean): Record<string, number> {
  const [kind] = scope.split(':', 1);
  const holds = (e: EntityName): boolean =>
    kind === 'member' ||
    ((entities[e].scope === kind || (kind === 'community' && entities[e].scope === 'catalogue')) &&
      (withLazy || !(entities[e].lazy || kind === 'catalogue'))) ||
    (kind === 'community' && e === 'community') ||
    (kind === 'room' && e === 'room');
  return Object.fromEntries(entityNames.filter(holds).map((e) => [e, entities[e].version]));
}

/**
 * Entities of a member's scope whose rows open other scopes: each row those of the community or room whose id it has.
 */
export const opening = {
  membership: (id: string): Scope[] => [pollsScope(id), communityScope(id)],
  roomMember: (id: string): Scope[] => [roomScope(id)],
} as const satisfies Partial<Record<EntityName, (id: string) => Scope[]>>;

export const mutations = {
  [projectBoost.name]: projectBoost,
  [pollVote.name]: pollVote,
  [pollWithdrawVote.name]: pollWithdrawVote,
  [pollVoteSecretly.name]: pollVoteSecretly,
  [pollDraft.name]: pollDraft,
  [pollOpen.name]: pollOpen,
  [pollExtend.name]: pollExtend,
  [pollCancel.name]: pollCancel,
  [readingAdd.name]: readingAdd,
  [readingRemove.name]: readingRemove,
  [readingProgress.name]: readingProgress,
  [readingFinish.name]: readingFinish,
  [bookSession.name]: bookSession,
  [trackSession.name]: trackSession,
  [releasePlan.name]: releasePlan,
  [releaseCancel.name]: releaseCancel,
  [markAdd.name]: markAdd,
  [markColour.name]: markColour,
  [markNote.name]: markNote,
  [markRemove.name]: markRemove,
  [reviewWrite.name]: reviewWrite,
  [reviewRemove.name]: reviewRemove,
  [followSet.name]: followSet,
  [memberBlock.name]: memberBlock,
  [catalogueImport.name]: catalogueImport,
  [trackAdd.name]: trackAdd,
  [trackEdit.name]: trackEdit,
  [trackWords.name]: trackWords,
  [trackShare.name]: trackShare,
  [trackRemove.name]: trackRemove,
  [playlistMake.name]: playlistMake,
  [playlistEdit.name]: playlistEdit,
  [playlistShare.name]: playlistShare,
  [playlistRemove.name]: playlistRemove,
  [playlistAdd.name]: playlistAdd,
  [playlistMove.name]: playlistMove,
  [playlistDrop.name]: playlistDrop,
  [likeSet.name]: likeSet,
  [showAdd.name]: showAdd,
  [showShare.name]: showShare,
  [showRemove.name]: showRemove,
  [showFollow.name]: showFollow,
  [episodeAsk.name]: episodeAsk,
  [recommendationRefuse.name]: recommendationRefuse,
  [storyPublish.name]: storyPublish,
  [storyWithdraw.name]: storyWithdraw,
  [communityJoin.name]: communityJoin,
  [communityLeave.name]: communityLeave,
  [communityCreate.name]: communityCreate,
  [communityEdit.name]: communityEdit,
  [communityArchive.name]: communityArchive,
  [communityAppoint.name]: communityAppoint,
  [communityRemove.name]: communityRemove,
  [projectPropose.name]: projectPropose,
  [projectRevise.name]: projectRevise,
  [projectPublish.name]: projectPublish,
  [projectWithdraw.name]: projectWithdraw,
  [projectFollow.name]: projectFollow,
  [projectAddMany.name]: projectAddMany,
  [projectNeed.name]: projectNeed,
  [projectDropNeed.name]: projectDropNeed,
  [commentWrite.name]: commentWrite,
  [commentEdit.name]: commentEdit,
  [commentDelete.name]: commentDelete,
  [topicBegin.name]: topicBegin,
  [topicChange.name]: topicChange,
  [clubBegin.name]: clubBegin,
  [clubEdit.name]: clubEdit,
  [clubJoin.name]: clubJoin,
  [roomOpen.name]: roomOpen,
  [roomDirect.name]: roomDirect,
  [roomJoin.name]: roomJoin,
  [roomEdit.name]: roomEdit,
  [roomRules.name]: roomRules,
  [roomRead.name]: roomRead,
  [roomMute.name]: roomMute,
  [messageSend.name]: messageSend,
  [messageEdit.name]: messageEdit,
  [messageDelete.name]: messageDelete,
  [messageReact.name]: messageReact,
  [messagePin.name]: messagePin,
  [meetingPlan.name]: meetingPlan,
  [meetingEdit.name]: meetingEdit,
  [meetingCancel.name]: meetingCancel,
  [meetingAnswer.name]: meetingAnswer,
  [challengeMake.name]: challengeMake,
  [challengeEdit.name]: challengeEdit,
  [challengeJoin.name]: challengeJoin,
  [challengeLeave.name]: challengeLeave,
  [challengeCancel.name]: challengeCancel,
  [leaderboardJoin.name]: leaderboardJoin,
  [leaderboardLeave.name]: leaderboardLeave,
  [manuscriptBegin.name]: manuscriptBegin,
  [manuscriptEdit.name]: manuscriptEdit,
  [manuscriptAddFile.name]: manuscriptAddFile,
  [manuscriptMove.name]: manuscriptMove,
  [manuscriptNote.name]: manuscriptNote,
  [manuscriptNoteClose.name]: manuscriptNoteClose,
  [contractOffer.name]: contractOffer,
  [contractAnswer.name]: contractAnswer,
  [conceptWrite.name]: conceptWrite,
  [conceptLink.name]: conceptLink,
  [conceptDelete.name]: conceptDelete,
  [moderationReport.name]: moderationReport,
  [moderationDecide.name]: moderationDecide,
  [moderationAppeal.name]: moderationAppeal,
  [projectAddPicture.name]: projectAddPicture,
  [projectRemovePicture.name]: projectRemovePicture,
  [notificationRead.name]: notificationRead,
  [communityAnnounce.name]: communityAnnounce,
  [channelsSet.name]: channelsSet,
  [profileUpdate.name]: profileUpdate,
  [preferencesSet.name]: preferencesSet,
  [cancel.name]: cancel,
} as const;

/** The types of the plain fetches in `client/src/sync/`: the public list and the bodies of texts. */
export type { ProjectList, ProjectListRow } from './projects/model.ts';
export type { TextBody } from './reading/model.ts';

export type MutationName = keyof typeof mutations;
/** Mutations that the server settles in SQL, many in one call. */
export type HotName = { [N in MutationName]: (typeof mutations)[N]['path'] extends 'hot' ? N : never }[MutationName];
/** Mutations that the server settles in TypeScript; each needs a settlement in its registry. */
export type ColdName = { [N in MutationName]: (typeof mutations)[N]['path'] extends 'cold' ? N : never }[MutationName];
export type MutationArgs<N extends MutationName> = z.infer<(typeof mutations)[N]['args']>;
