/**
 * Branded identifiers and quantities, so that confusing two of them does not compile. A brand costs nothing at run
 * time; values are made by the schemas here or by `newId`.
 */
import * as z from 'zod/mini';
import { isId, UUID_SHAPE } from './uuid.ts';

export { isId, UUID_SHAPE };

export type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type MemberId = Brand<string, 'MemberId'>;
export type DeviceId = Brand<string, 'DeviceId'>;
export type CommunityId = Brand<string, 'CommunityId'>;
export type ProjectId = Brand<string, 'ProjectId'>;
export type PictureId = Brand<string, 'PictureId'>;
export type NeedId = Brand<string, 'NeedId'>;
export type PollId = Brand<string, 'PollId'>;
export type StoryId = Brand<string, 'StoryId'>;
export type ItemId = Brand<string, 'ItemId'>;
/** A work of the catalogue, or a book that is only a file: then the id is made of the file's hash. */
export type BookId = Brand<string, 'BookId'>;
/** A file that is to become a book of the catalogue. */
export type BookImportId = Brand<string, 'BookImportId'>;
export type MarkId = Brand<string, 'MarkId'>;
export type CommentId = Brand<string, 'CommentId'>;
export type ConceptId = Brand<string, 'ConceptId'>;
export type CycleId = Brand<string, 'CycleId'>;
export type MeetingId = Brand<string, 'MeetingId'>;
export type TopicId = Brand<string, 'TopicId'>;
export type ClubId = Brand<string, 'ClubId'>;
export type ChallengeId = Brand<string, 'ChallengeId'>;
export type ManuscriptId = Brand<string, 'ManuscriptId'>;
export type ManuscriptFileId = Brand<string, 'ManuscriptFileId'>;
export type ManuscriptNoteId = Brand<string, 'ManuscriptNoteId'>;
export type RoomId = Brand<string, 'RoomId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type MessageFileId = Brand<string, 'MessageFileId'>;
export type TrackId = Brand<string, 'TrackId'>;
export type PlaylistId = Brand<string, 'PlaylistId'>;
export type PlaylistItemId = Brand<string, 'PlaylistItemId'>;
export type ShowId = Brand<string, 'ShowId'>;
export type EpisodeId = Brand<string, 'EpisodeId'>;
export type ReleaseId = Brand<string, 'ReleaseId'>;
export type ContractId = Brand<string, 'ContractId'>;
export type MutationKey = Brand<string, 'MutationKey'>;
/** Whole SAKA grains. Never money, never a fraction (R1, R4). */
export type Grains = Brand<number, 'Grains'>;
/** Whole cents of a stated currency: an estimate beside a score, never in one expression with grains (R1). */
export type Cents = Brand<number, 'Cents'>;

/** A lower-case UUID of any version, branded. */
function idSchema<T extends string>() {
  return z.custom<T>(isId, 'id');
}
export const memberId = idSchema<MemberId>();
export const deviceId = idSchema<DeviceId>();
export const communityId = idSchema<CommunityId>();
export const projectId = idSchema<ProjectId>();
export const pictureId = idSchema<PictureId>();
export const needId = idSchema<NeedId>();
export const pollId = idSchema<PollId>();
export const storyId = idSchema<StoryId>();
export const itemId = idSchema<ItemId>();
export const bookId = idSchema<BookId>();
export const bookImportId = idSchema<BookImportId>();
export const markId = idSchema<MarkId>();
export const commentId = idSchema<CommentId>();
export const conceptId = idSchema<ConceptId>();
export const cycleId = idSchema<CycleId>();
export const meetingId = idSchema<MeetingId>();
export const topicId = idSchema<TopicId>();
export const clubId = idSchema<ClubId>();
export const challengeId = idSchema<ChallengeId>();
export const manuscriptId = idSchema<ManuscriptId>();
export const manuscriptFileId = idSchema<ManuscriptFileId>();
export const manuscriptNoteId = idSchema<ManuscriptNoteId>();
export const roomId = idSchema<RoomId>();
export const messageId = idSchema<MessageId>();
export const messageFileId = idSchema<MessageFileId>();
export const trackId = idSchema<TrackId>();
/** What may be recommended: a work or a track. */
export const recommendedId = idSchema<BookId | TrackId>();
export const playlistId = idSchema<PlaylistId>();
export const playlistItemId = idSchema<PlaylistItemId>();
export const showId = idSchema<ShowId>();
export const episodeId = idSchema<EpisodeId>();
export const releaseId = idSchema<ReleaseId>();
export const contractId = idSchema<ContractId>();
/** An id that may belong to any entity. */
export const anyId = idSchema<string>();
export const mutationKey = idSchema<MutationKey>();

/** One to 2^53 - 1 grains, whole. A settlement still compares with the balance (R7). */
export const grains = z.custom<Grains>((v) => Number.isSafeInteger(v) && (v as number) > 0, 'grains');
export const cents = z.custom<Cents>((v) => Number.isSafeInteger(v) && (v as number) >= 0, 'cents');
/** An instant as ISO 8601 in UTC, with up to six decimals of a second. */
export const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/));

/**
 * A new UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random bits, so keys made on one device sort by age.
 * @param now milliseconds since 1970; a device clock is good enough, since its order is only a convenience
 */
export function newId<T extends string = string>(now: number = Date.now()): T {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let t = now;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = t % 256;
    t = Math.floor(t / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}
