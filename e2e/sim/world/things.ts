/** What members' acts are about, made by acts of members as the server settles them, before a seed begins. */
import type {
  BookId,
  CommentId,
  CommunityId,
  ConceptId,
  DeviceId,
  ItemId,
  ManuscriptFileId,
  ManuscriptId,
  ManuscriptNoteId,
  ContractId,
  MarkId,
  ChallengeId,
  MeetingId,
  TopicId,
  TrackId,
  PlaylistId,
  ReleaseId,
  ShowId,
  EpisodeId,
  ClubId,
  MessageId,
  RoomId,
  MemberId,
  MutationKey,
  NeedId,
  PictureId,
  PollId,
  ProjectId,
  StoryId,
} from '@egoejo/shared/platform/ids.ts';
import { mutations, type MutationArgs, type MutationName } from '@egoejo/shared/registry.ts';
import { SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import { listeners as communityListeners } from '@egoejo/server/communities/listeners.ts';
import { listeners as moderationListeners } from '@egoejo/server/moderation/listeners.ts';
import { listeners as notificationListeners } from '@egoejo/server/notifications/listeners.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startEvents } from '@egoejo/server/platform/database/events.ts';
import { createLog } from '@egoejo/server/platform/observability/log.ts';
import { listeners as publishingListeners } from '@egoejo/server/publishing/jobs.ts';
import { listeners as roomListeners } from '@egoejo/server/rooms/jobs.ts';
import { storeFile, TERMS } from '@egoejo/server/testing/manuscript-rows.ts';
import type { BallotKeys } from '@egoejo/server/polls/secret/ballot-keys.ts';
import { coldSettlements } from '@egoejo/server/registry.ts';
import { settleRun } from '@egoejo/server/sync/settle/hot-path.ts';
import { admitAct } from '@egoejo/server/sync/settle/admit-act.ts';
import { settleAct } from '@egoejo/server/sync/settle/settle-cold.ts';
import type { Made } from '../device/made.ts';
import type { NewId } from '../scheduler/seeded-ids.ts';
import { macOf } from '../server/sync-app.ts';
import { addDevice, type Person } from './people.ts';
import { letRead } from './shows.ts';

/** Something of one member. */
export interface Owned<T extends string = string> {
  id: T;
  member: MemberId;
}
export interface Things {
  /** Proposals that wait, or waited when they were made. */
  proposals: Owned<ProjectId>[];
  comments: (Owned<CommentId> & { project: ProjectId })[];
  /** Photos and needs, each with its project. */
  pictures: { picture: PictureId; project: ProjectId }[];
  needs: { need: NeedId; project: ProjectId }[];
  concepts: { concept: ConceptId; community: CommunityId }[];
  drafts: Owned<PollId>[];
  secretPolls: PollId[];
  /** Texts that members wrote. */
  texts: Owned<StoryId>[];
  items: Owned<ItemId>[];
  marks: { mark: MarkId; member: MemberId }[];
  /** Open cases with their authors, decisions that hid something of a member, and notices of members. */
  cases: Owned[];
  sanctions: Owned[];
  notices: Owned[];
  meetings: Owned<MeetingId>[];
  /** Parts of clubs among them. */
  topics: Owned<TopicId>[];
  clubs: Owned<ClubId>[];
  rooms: Owned<RoomId>[];
  messages: Owned<MessageId>[];
  tracks: Owned<TrackId>[];
  playlists: Owned<PlaylistId>[];
  releases: Owned<ReleaseId>[];
  shows: Owned<ShowId>[];
  /** Of shows that were read. */
  episodes: EpisodeId[];
  /** Of communities. */
  challenges: ChallengeId[];
  manuscripts: Owned<ManuscriptId>[];
}

interface Places {
  members: Person[];
  open: CommunityId;
  /** A published one of that community. */
  project: ProjectId;
  story: StoryId;
  work: BookId;
  /** Everybody may vote in it; its options are a, b and c. */
  poll: PollId;
}
const LISTENERS = [
  ...communityListeners,
  ...moderationListeners,
  ...notificationListeners,
  ...publishingListeners,
  ...roomListeners,
];
/** Everybody may hear the track, as if its file had come and been prepared. */
async function letHear(db: Database, track: TrackId): Promise<void> {
  await db.query(
    `update track set state = 'ready', visibility = 'public', scope = 'catalogue', file_key = 'k',
      sha256 = repeat('a', 64), bytes = 9, seconds = 5, peaks = '' where id = $1`,
    [track],
  );
  await db.query(
    `insert into track_sound (track, quality, init, segments, bytes)
      select $1, q, repeat('a', 64), '[]', 1 from unnest($2::text[]) q`,
    [track, SOUND_QUALITIES],
  );
}
/** In minutes: longer than a seed lasts. */
const LONG = 200_000;

/**
 * Makes all of it in the open community. The first member has a role in the whole app, the others write texts. Each
 * acts on a device that is not used later.
 * @param known gets each act
 */
export async function addThings(
  db: Database,
  newId: NewId,
  ballotKeys: BallotKeys,
  { members, open, project, story, work, poll }: Places,
  known: Map<string, Made>,
): Promise<Things> {
  const settlements = coldSettlements({ ballotKeys });
  const flagsOff: string[] = [];
  const deps = { db, settlements, flagsOff, macOf, onThrow: () => undefined };
  const devices = new Map(members.map(({ id }) => [id, newId<DeviceId>()]));
  for (const [member, device] of devices) await addDevice(db, member, device);
  const play = async <N extends MutationName>(name: N, { id }: Person, args: MutationArgs<N>): Promise<void> => {
    const now = Date.now();
    const act = { key: newId<MutationKey>(), name, args: { ...args }, madeAt: new Date(now).toISOString() };
    const seq = known.size + 1;
    const sent = { ...act, seq, version: mutations[name].version };
    const read = admitAct(sent, id, macOf)!;
    const device = devices.get(id)!;
    const [answer] = await (read.path === 'hot'
      ? settleRun(db, { member: id, device, acts: [read], flagsOff })
      : settleAct(deps, id, device, read));
    if (!answer || !('verdict' in answer) || answer.verdict.status !== 'applied')
      throw new Error(`${name}: ${JSON.stringify(answer)}`);
    known.set(act.key, { ...act, label: `first${seq}`, at: now, skew: 0, taken: false, copied: false });
  };
  const deliver = async (): Promise<void> => {
    const events = startEvents(db, createLog('silent'), LISTENERS);
    await events.drain();
    await events.stop();
  };
  const made: Things = {
    proposals: [],
    comments: [],
    pictures: [],
    needs: [],
    concepts: [],
    drafts: [],
    secretPolls: [],
    texts: [],
    items: [],
    marks: [],
    cases: [],
    sanctions: [],
    notices: [],
    meetings: [],
    topics: [],
    clubs: [],
    rooms: [],
    messages: [],
    tracks: [],
    playlists: [],
    releases: [],
    shows: [],
    episodes: [],
    challenges: [],
    manuscripts: [],
  };
  const first = members[0]!;
  const comment = async (by: Person): Promise<CommentId> => {
    const id = newId<CommentId>();
    const words = { kind: 'comment', parent: null, text: 'Du pain.', signed: true } as const;
    await play('comment.write', by, { id, project, ...words, mentions: [] });
    made.comments.push({ id, member: by.id, project });
    return id;
  };
  const draft = async (by: Person, secret: boolean): Promise<PollId> => {
    const id = newId<PollId>();
    await play('poll.draft', by, {
      id,
      community: open,
      project: null,
      title: 'Quel lieu ?',
      text: '',
      openToAll: true,
      secret,
      quorum: null,
      method: { kind: 'choice', max: 1 },
      options: ['a', 'b', 'c'].map((option) => ({ id: option, label: option })),
      closesAt: new Date(Date.now() + LONG * 60_000).toISOString(),
    });
    return id;
  };
  for (const [m, member] of members.entries()) {
    const other = members[(m + 1) % members.length]!;
    await comment(member);
    for (const subject of [await comment(member), await comment(member)])
      await play('moderation.report', other, { kind: 'comment', subject, community: null, reason: 'spam', words: '' });
    const proposal = newId<ProjectId>();
    const texts = { title: 'Un puits', summary: 'De l’eau', text: 'Longue.', category: '', place: '', cost: null };
    await play('project.propose', member, { id: proposal, community: open, ...texts });
    made.proposals.push({ id: proposal, member: member.id });
    const item = newId<ItemId>();
    await play('reading.add', member, { id: item, story, title: 'conte' });
    made.items.push({ id: item, member: member.id });
    await play('reading.progress', member, { text: story, at: 10_000, page: 2 });
    await play('poll.vote', member, { poll, ballot: { kind: 'choice', options: ['a'] } });
    const reading = { seconds: 60, words: 100, pages: 2, furthest: 5000, passed: [] };
    await play('book.session', member, { book: work, day: new Date().toISOString().slice(0, 10), ...reading });
    const mark = newId<MarkId>();
    const place = { cfi: 'epubcfi(/6/4!/4/2/8)', at: 900, text: 'la pluie', before: '', after: '' };
    const look = { kind: 'highlight', colour: 'yellow' } as const;
    await play('mark.add', member, { book: work, marks: [{ id: mark, ...place, ...look, notes: [] }] });
    made.marks.push({ mark, member: member.id });
    const meeting = newId<MeetingId>();
    const when = { startsAt: '2999-06-05T17:30:00.000Z', minutes: 60, places: 2 };
    await play('meeting.plan', member, {
      id: meeting,
      community: open,
      title: 'Lire',
      text: '',
      place: '',
      link: '',
      ...when,
    });
    made.meetings.push({ id: meeting, member: member.id });
    const [topic, club, part] = [newId<TopicId>(), newId<ClubId>(), newId<TopicId>()];
    const said = { title: 'Que lire ?', text: 'Des idées ?' };
    await play('topic.begin', member, { id: topic, first: newId<CommentId>(), community: open, ...said, signed: true });
    const parts = [{ id: part, title: 'Tout', upTo: 10_000, day: '2999-06-05' }];
    await play('club.begin', member, { id: club, community: null, work, ...said, parts });
    made.topics.push({ id: topic, member: member.id }, { id: part, member: member.id });
    made.clubs.push({ id: club, member: member.id });
    const room = newId<RoomId>();
    await play('room.open', member, { id: room, community: open, about: null, title: 'Au puits', purpose: '' });
    made.rooms.push({ id: room, member: member.id });
    const words = { text: 'Samedi ?', replyTo: null, mentions: [], file: null };
    const message = newId<MessageId>();
    await play('message.send', member, { id: message, room, ...words });
    made.messages.push({ id: message, member: member.id });
    const track = newId<TrackId>();
    const sound = {
      artists: '',
      album: '',
      number: null,
      genre: '',
      language: '',
      licence: 'by',
      file: 'a.mp3',
    } as const;
    await play('track.add', member, { id: track, title: 'Le puits', ...sound });
    made.tracks.push({ id: track, member: member.id });
    await letHear(db, track);
    const playlist = newId<PlaylistId>();
    await play('playlist.make', member, { id: playlist, title: 'Pour la route', text: '' });
    await play('playlist.share', member, { playlist, visibility: 'community', community: open, together: true });
    await play('playlist.add', member, { playlist, items: [{ track, order: 'a0' }] });
    made.playlists.push({ id: playlist, member: member.id });
    const [show, episodes] = [newId<ShowId>(), [newId<EpisodeId>(), newId<EpisodeId>()]];
    const feed = `https://contes.example/${member.id}`;
    await play('show.add', member, { id: show, feed, visibility: 'community', community: open });
    await letRead(db, show, episodes);
    made.shows.push({ id: show, member: member.id });
    made.episodes.push(...episodes);
    const challenge = newId<ChallengeId>();
    const goal = { goal: 'days', n: 9, together: true, starts: '2999-06-01', ends: '2999-06-30' } as const;
    await play('challenge.make', member, { id: challenge, community: open, title: 'Lire', text: '', ...goal });
    made.challenges.push(challenge);
    // One that its author can still change, and one whose file has come and that waits for a reviewer.
    for (const submitted of [false, true]) {
      const [manuscript, file] = [newId<ManuscriptId>(), newId<ManuscriptFileId>()];
      const about = { byline: 'Une plume', language: 'fr', description: '', rights: 'CC0' };
      await play('manuscript.begin', member, { id: manuscript, community: open, title: 'Le puits', ...about });
      await play('manuscript.addFile', member, { id: file, manuscript, name: 'puits.md' });
      made.manuscripts.push({ id: manuscript, member: member.id });
      if (!submitted) continue;
      await storeFile(db, file);
      await play('manuscript.move', member, { manuscript, from: 'draft', to: 'submitted', words: '' });
      const reviewer = member === first ? members[1]! : first;
      const contract = newId<ContractId>();
      const signed = { publisher: 'La Rive', terms: TERMS, signedBy: 'Une main' };
      await play('contract.offer', reviewer, { id: contract, manuscript, ...signed });
      const at = { cfi: 'epubcfi(/6/4!/4/2/1:0)', quote: 'à sec', text: 'Depuis quand ?' };
      await play('manuscript.note', reviewer, { id: newId<ManuscriptNoteId>(), manuscript, file, ...at });
    }
  }
  for (const animator of members.slice(0, 2))
    made.drafts.push({ id: await draft(animator, false), member: animator.id });
  const secret = await draft(first, true);
  await play('poll.open', first, { poll: secret, opensAt: null });
  made.secretPolls.push(secret);
  for (let i = 0; i < 3; i++) {
    const concept = newId<ConceptId>();
    await play('concept.write', first, { concept, community: open, create: true, title: `concept ${i}`, summary: '' });
    made.concepts.push({ concept, community: open });
    const need = newId<NeedId>();
    await play('project.need', first, { id: need, project, text: 'du bois', met: false });
    made.needs.push({ need, project });
    const picture = newId<PictureId>();
    await play('project.addPicture', first, { id: picture, project, alt: '', place: i });
    made.pictures.push({ picture, project });
    const text = newId<StoryId>();
    const words = { title: 'La pluie', language: 'fr', licence: 'CC BY 4.0', text: 'Le puits.' } as const;
    const author = members[1 + (i % (members.length - 1))]!;
    await play('story.publish', author, { id: text, ...words });
    made.texts.push({ id: text, member: author.id });
  }
  await deliver();
  const cases = await db.query<Owned>(`select id, author as member from moderation_case order by author, id`);
  // Of the two cases of each member one is decided; the second member decides about the first.
  const decided = cases.filter(({ member }, i) => cases[i - 1]?.member !== member);
  for (const { id, member } of decided) {
    const by = member === first.id ? members[1]! : first;
    await play('moderation.decide', by, { case: id, round: 0, outcome: 'hidden', ban: false, reason: 'vu' });
  }
  await deliver();
  made.cases = cases.filter((found) => !decided.includes(found));
  made.sanctions = await db.query<Owned>('select case_id as id, member from sanction order by case_id');
  made.notices = await db.query<Owned>('select id, member from notification order by member, id');
  return made;
}
