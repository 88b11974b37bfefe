/** The ids in the examples of mutations (examples.ts). */
import {
  newId,
  type BookId,
  type BookImportId,
  type ClubId,
  type CommentId,
  type CommunityId,
  type ConceptId,
  type ContractId,
  type MessageFileId,
  type MessageId,
  type RoomId,
  type ItemId,
  type MeetingId,
  type ChallengeId,
  type ManuscriptFileId,
  type ManuscriptId,
  type ManuscriptNoteId,
  type MarkId,
  type MemberId,
  type NeedId,
  type PictureId,
  type PollId,
  type ProjectId,
  type StoryId,
  type TopicId,
  type TrackId,
  type PlaylistId,
  type ReleaseId,
  type ShowId,
  type EpisodeId,
} from '../platform/ids.ts';

/** The rows that the examples refer to. */
export interface ExampleIds {
  community: CommunityId;
  /** Another community, to join. */
  other: CommunityId;
  project: ProjectId;
  choice: PollId;
  quadratic: PollId;
  judgment: PollId;
  budget: PollId;
  secret: PollId;
  story: StoryId;
  /** A member of the community. */
  somebody: MemberId;
  /** A case of reports in the community, and one whose subject is the acting member's and was hidden. */
  reported: string;
  sanctioned: string;
  /** The examples themselves create these. */
  made: CommunityId;
  proposal: ProjectId;
  comment: CommentId;
  concept: ConceptId;
  otherConcept: ConceptId;
  announced: string;
  draft: PollId;
  judgmentDraft: PollId;
  budgetDraft: PollId;
  secretDraft: PollId;
  picture: PictureId;
  otherPicture: PictureId;
  need: NeedId;
  meeting: MeetingId;
  topic: TopicId;
  firstComment: CommentId;
  club: ClubId;
  part: TopicId;
  otherPart: TopicId;
  room: RoomId;
  group: RoomId;
  message: MessageId;
  otherMessage: MessageId;
  /** A message that is a voice note, and its file. */
  spoken: MessageId;
  voice: MessageFileId;
  challenge: ChallengeId;
  ownChallenge: ChallengeId;
  bookImport: BookImportId;
  track: TrackId;
  otherTrack: TrackId;
  playlist: PlaylistId;
  otherPlaylist: PlaylistId;
  release: ReleaseId;
  show: ShowId;
  otherShow: ShowId;
  /** What somebody else added, with an episode. */
  foundShow: ShowId;
  episode: EpisodeId;
  manuscript: ManuscriptId;
  manuscriptFile: ManuscriptFileId;
  /** Somebody else's, with a file that was submitted. */
  reviewed: ManuscriptId;
  reviewedFile: ManuscriptFileId;
  manuscriptNote: ManuscriptNoteId;
  otherNote: ManuscriptNoteId;
  contract: ContractId;
  /** A manuscript of the acting member, and the contract that was offered for it. */
  ownAccepted: ManuscriptId;
  offered: ContractId;
  otherNeed: NeedId;
  listed: ProjectId;
  otherListed: ProjectId;
  written: StoryId;
  storyItem: ItemId;
  linkItem: ItemId;
  mark: MarkId;
  otherMark: MarkId;
  /** A work of the catalogue that the acting member read to its half. */
  work: BookId;
}
const fixed = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
/** The ids of recordings: they are the same in every recording ever made. */
export const recordedIds: ExampleIds = {
  community: fixed(1),
  other: fixed(2),
  project: fixed(11),
  choice: fixed(21),
  quadratic: fixed(22),
  judgment: fixed(24),
  budget: fixed(25),
  secret: fixed(28),
  story: fixed(31),
  somebody: fixed(51),
  reported: fixed(61),
  sanctioned: fixed(62),
  made: fixed(3),
  proposal: fixed(12),
  comment: fixed(61),
  concept: fixed(81),
  otherConcept: fixed(82),
  announced: fixed(71),
  draft: fixed(23),
  judgmentDraft: fixed(26),
  budgetDraft: fixed(27),
  secretDraft: fixed(29),
  picture: fixed(61),
  otherPicture: fixed(62),
  need: fixed(63),
  meeting: fixed(94),
  topic: fixed(95),
  firstComment: fixed(65),
  club: fixed(96),
  part: fixed(97),
  otherPart: fixed(98),
  room: fixed(113),
  group: fixed(114),
  message: fixed(115),
  otherMessage: fixed(116),
  spoken: fixed(117),
  voice: fixed(118),
  challenge: fixed(101),
  ownChallenge: fixed(102),
  bookImport: fixed(112),
  track: fixed(119),
  otherTrack: fixed(120),
  playlist: fixed(121),
  otherPlaylist: fixed(122),
  release: fixed(127),
  show: fixed(123),
  otherShow: fixed(124),
  foundShow: fixed(125),
  episode: fixed(126),
  manuscript: fixed(103),
  manuscriptFile: fixed(104),
  reviewed: fixed(105),
  reviewedFile: fixed(106),
  manuscriptNote: fixed(107),
  contract: fixed(108),
  offered: fixed(109),
  ownAccepted: fixed(110),
  otherNote: fixed(111),
  otherNeed: fixed(64),
  listed: fixed(13),
  otherListed: fixed(14),
  written: fixed(32),
  storyItem: fixed(41),
  linkItem: fixed(42),
  mark: fixed(91),
  otherMark: fixed(92),
  work: fixed(93),
};
/** New ids for each of them. */
export const newExampleIds = (): ExampleIds =>
  Object.fromEntries(Object.keys(recordedIds).map((name) => [name, newId<never>()])) as {
    [K in keyof ExampleIds]: never;
  };
