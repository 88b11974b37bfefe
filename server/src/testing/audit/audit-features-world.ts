/** For tests of the audit: communities whose members write, report, decide, upload and vote in the normal way. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  newId,
  type BookId,
  type ClubId,
  type CommentId,
  type ChallengeId,
  type MeetingId,
  type CommunityId,
  type ConceptId,
  type ContractId,
  type ManuscriptFileId,
  type ManuscriptId,
  type MemberId,
  type MessageFileId,
  type MessageId,
  type NeedId,
  type PictureId,
  type PollId,
  type ProjectId,
  type RoomId,
  type TopicId,
} from '@egoejo/shared/platform/ids.ts';
import { pairId, type NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import type { ManuscriptState } from '@egoejo/shared/publishing/model.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { setGroups } from '../../accounts/account-status.ts';
import { listeners as comments } from '../../comments/jobs.ts';
import { listeners as communities } from '../../communities/listeners.ts';
import { completeUpload } from '../../media/complete.ts';
import { addChunk, startUpload } from '../../media/uploads.ts';
import { listeners as moderation } from '../../moderation/listeners.ts';
import { listeners as notifications } from '../../notifications/listeners.ts';
import { OPERATOR } from '../../platform/observability/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import { startEvents } from '../../platform/database/events.ts';
import { createLog } from '../../platform/observability/log.ts';
import { openMedia } from '../../platform/media/open-media.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import { closeDuePolls } from '../../polls/closing.ts';
import { listeners as projects } from '../../projects/jobs.ts';
import { listeners as publishing } from '../../publishing/jobs.ts';
import { pictureUpload } from '../../projects/pictures.ts';
import { listeners as rooms } from '../../rooms/jobs.ts';
import type { Caller } from '../../sync/exchange/exchange-deps.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { act, newMember, outcome } from '../acts.ts';
import { testKeys } from '../ballot-keys.ts';
import { storeFile, TERMS } from '../manuscript-rows.ts';
import { noise, photo, sha256 } from '../photos.ts';
import { deps } from '../proving-device.ts';
import { addMember, addPoll, addWork } from '../world.ts';
import { purposes } from '../../features.ts';

/** What the corruptions of a test change. */
export interface FeaturesWorld {
  community: CommunityId;
  animator: MemberId;
  author: MemberId;
  reader: MemberId;
  /** Wrote what was hidden, and is banned. */
  rude: MemberId;
  left: MemberId;
  project: ProjectId;
  comment: CommentId;
  answer: CommentId;
  hidden: CommentId;
  /** A meeting to which the reader comes. */
  meeting: MeetingId;
  /** A topic by the author in which the reader wrote, and a club of both with one part. */
  topic: TopicId;
  club: ClubId;
  part: TopicId;
  /** A room of the author's and the reader's with two messages and a deleted one, and their conversation with one. */
  room: RoomId;
  direct: RoomId;
  message: MessageId;
  answered: MessageId;
  unsaid: MessageId;
  /** A voice note in their conversation, whose bytes were never sent. */
  voice: MessageFileId;
  /** A challenge in which the reader takes part; they stand in the leaderboard too. */
  challenge: ChallengeId;
  /** One that is a work. */
  manuscript: ManuscriptId;
  picture: PictureId;
  /** A photo of which the first half was sent. */
  awaited: PictureId;
  /** A secret poll that was counted. */
  counted: PollId;
  /** A secret poll with one sealed ballot. */
  sealed: PollId;
}

/** Delivers every event to the features that this world has. */
async function deliver(db: Database): Promise<void> {
  const events = startEvents(db, createLog('silent'), [
    ...communities,
    ...comments,
    ...moderation,
    ...notifications,
    ...projects,
    ...publishing,
    ...rooms,
  ]);
  await events.drain();
  await events.stop();
  expect(await db.query('select name, last_error from domain_event where last_error is not null')).toEqual([]);
}

async function send(db: Database, who: Caller, ...acts: MutationEnvelope[]): Promise<void> {
  const answers = await settleActs(deps(db), who.member, who.device, acts);
  expect(answers.map(outcome)).toEqual(acts.map(() => 'applied'));
  await deliver(db);
}

async function sendPhoto(db: Database, { member }: Caller, subject: PictureId, part: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-media-'));
  // A part of a file is a chunk of four kilobytes at least.
  const bytes = await (part === 1 ? photo(40, 30) : noise(80));
  const media = openMedia(readConfig({ DATA_DIR: dataDir }));
  const { id } = await startUpload(
    { db, media },
    member,
    { purpose: 'projectPicture', subject, bytes: bytes.length, sha256: sha256(bytes) },
    pictureUpload,
  );
  await addChunk({ db, media }, member, id, 0, bytes.subarray(0, bytes.length * part), purposes);
  if (part === 1) await completeUpload({ db, media }, purposes, member, id);
  await rm(dataDir, { recursive: true });
}

/** A project that was proposed, published, edited by two people, with needs and photos. */
async function tellOfProject(db: Database, author: Caller, animator: Caller, community: CommunityId) {
  const project = newId<ProjectId>();
  const texts = { title: 'Un four', summary: 'Du pain.', text: 'Long.', category: '', place: '', cost: null };
  const picture = (id: PictureId, place: number) => act('project.addPicture', { id, project, alt: '', place });
  const [first, second, late] = [newId<PictureId>(), newId<PictureId>(), newId<PictureId>()];
  await send(db, author, act('project.propose', { id: project, community, ...texts }), picture(first, 0));
  await sendPhoto(db, author, first, 1);
  await send(db, author, picture(late, 1));
  await sendPhoto(db, author, late, 0.5);
  await send(db, animator, act('project.publish', { project }));
  await send(db, animator, picture(second, 1));
  await sendPhoto(db, animator, second, 0.5);
  await send(
    db,
    author,
    act('project.need', { id: newId<NeedId>(), project, text: 'Une pelle', met: false }),
    act('project.revise', { project, ...texts, title: 'Un grand four' }),
  );
  await send(db, animator, act('project.revise', { project, ...texts, title: 'Un grand four', text: 'Plus long.' }));
  return { project, picture: first, awaited: second };
}

/** A thread, with news, an edit, an answer, and one comment that was reported, hidden, and its author banned. */
async function talk(db: Database, who: Record<'author' | 'animator' | 'reader' | 'rude', Caller>, project: ProjectId) {
  const { author, animator, reader, rude } = who;
  const [comment, answer, hidden, gone] = [
    newId<CommentId>(),
    newId<CommentId>(),
    newId<CommentId>(),
    newId<CommentId>(),
  ];
  const write = (
    id: CommentId,
    text: string,
    parent: CommentId | null = null,
    kind: 'comment' | 'update' = 'comment',
  ) => act('comment.write', { id, project, kind, parent, text, signed: true, mentions: [] });
  await send(db, reader, act('project.follow', { project, on: true }), write(comment, 'Quand ?'));
  await send(db, author, write(answer, 'Samedi.', comment), write(newId<CommentId>(), 'Il chauffe.', null, 'update'));
  await send(db, reader, act('comment.edit', { comment, text: 'Quel jour ?' }), write(gone, 'Non.'));
  await send(db, reader, act('comment.delete', { comment: gone }));
  await send(db, rude, write(hidden, 'Des insultes.'));
  const meeting = newId<MeetingId>();
  const [found] = await db.query<{ community: CommunityId }>('select community from project where id = $1', [project]);
  const when = { startsAt: '2999-06-05T17:30:00.000Z', minutes: 60, places: 2 };
  const said = { title: 'Lire', text: '', place: 'Le four', link: '' };
  await send(db, author, act('meeting.plan', { id: meeting, community: found!.community, ...said, ...when }));
  await send(db, reader, act('meeting.answer', { meeting, answer: 'yes' }));
  const work = newId<BookId>();
  await addWork(db, { id: work });
  const [topic, first, club, part] = [newId<TopicId>(), newId<CommentId>(), newId<ClubId>(), newId<TopicId>()];
  const words = { title: 'Que lire ?', text: 'Des idées ?' };
  const parts = [{ id: part, title: 'Tout', upTo: 10_000, day: '2999-06-05' }];
  const of = { community: found!.community, ...words };
  await send(db, author, act('topic.begin', { id: topic, first, ...of, signed: true }));
  await send(db, author, act('club.begin', { id: club, work, ...of, parts }));
  await send(db, reader, act('club.join', { club, on: true }));
  const post = { kind: 'comment' as const, parent: null, text: 'Un conte.', signed: true, mentions: [] };
  await send(db, reader, act('comment.write', { id: newId<CommentId>(), topic, ...post }));
  const challenge = newId<ChallengeId>();
  const goal = { goal: 'days', n: 9, together: true, starts: '2999-06-01', ends: '2999-06-30' } as const;
  const { community } = found!;
  await send(db, author, act('challenge.make', { id: challenge, community, title: 'Lire', text: '', ...goal }));
  await send(db, reader, act('challenge.join', { challenge }));
  await send(db, reader, act('leaderboard.join', { community, pseudonym: 'Lune' }));
  const report = (subject: string, kind: 'comment' | 'project' | 'meeting') =>
    act('moderation.report', { kind, subject, community: null, reason: 'insult', words: 'Voyez.' });
  await send(db, reader, report(hidden, 'comment'), report(project, 'project'), report(meeting, 'meeting'));
  for (const [subject, outcomeOf, ban] of [
    [hidden, 'hidden', true],
    [project, 'kept', false],
  ] as const) {
    const [row] = await db.query<{ id: string }>('select id from moderation_case where subject = $1', [subject]);
    await send(
      db,
      animator,
      act('moderation.decide', { case: row!.id, round: 0, outcome: outcomeOf, ban, reason: 'Lu.' }),
    );
  }
  return { comment, answer, hidden, meeting, topic, club, part, challenge };
}

/** A room with a question, its answer, and what was taken back; and the conversation of the two. */
async function converse(
  db: Database,
  { author, reader, rude }: Record<'author' | 'reader' | 'rude', Caller>,
  community: CommunityId,
) {
  const [room, direct] = [newId<RoomId>(), pairId(author.member, reader.member)];
  const [message, answered, unsaid] = [newId<MessageId>(), newId<MessageId>(), newId<MessageId>()];
  const [spoken, voice] = [newId<MessageId>(), newId<MessageFileId>()];
  const write = (
    id: MessageId,
    to: RoomId,
    text: string,
    replyTo: MessageId | null = null,
    file: NewMessageFile | null = null,
  ) => act('message.send', { id, room: to, text, replyTo, mentions: [], file });
  const said = { title: 'Le four', purpose: 'Qui apporte quoi.' };
  await send(db, author, act('room.open', { id: room, community, about: null, ...said }));
  await send(db, reader, act('room.join', { room, on: true }));
  await send(db, author, write(message, room, 'Qui a de la farine ?'));
  await send(
    db,
    reader,
    write(answered, room, 'Moi.', message),
    write(unsaid, room, 'Non.'),
    act('message.react', { message, of: '🌱', on: true }),
    act('message.edit', { message: answered, text: 'Moi, deux kilos.' }),
    act('message.delete', { message: unsaid }),
    act('room.read', { room, upTo: 2 }),
  );
  await send(db, author, act('message.react', { message: answered, of: '🙏', on: true }));
  await send(
    db,
    reader,
    act('room.direct', { id: direct, people: [author.member], title: '' }),
    write(newId<MessageId>(), direct, 'À samedi.'),
    act('room.mute', { room, on: true }),
    act('member.block', { member: rude.member, on: true, name: 'Loup' }),
    write(spoken, direct, '', null, { kind: 'voice', id: voice, seconds: 7, bars: [3, 9] }),
  );
  return { room, direct, message, answered, unsaid, voice };
}

/** A manuscript that its author submitted, and that an animator published. */
async function publish(db: Database, author: Caller, animator: Caller, community: CommunityId): Promise<ManuscriptId> {
  const [manuscript, file] = [newId<ManuscriptId>(), newId<ManuscriptFileId>()];
  const said = { title: 'Le puits', byline: 'Awa', language: 'fr', description: '', rights: 'CC0' };
  const move = (from: ManuscriptState, to: ManuscriptState) =>
    act('manuscript.move', { manuscript, from, to, words: '' });
  await send(
    db,
    author,
    act('manuscript.begin', { id: manuscript, community, ...said }),
    act('manuscript.addFile', { id: file, manuscript, name: 'puits.md' }),
    move('draft', 'submitted'),
  );
  await storeFile(db, file);
  await send(db, animator, move('submitted', 'inReview'), move('inReview', 'accepted'));
  const contract = newId<ContractId>();
  const offer = { id: contract, manuscript, publisher: 'Rive', terms: TERMS, signedBy: 'Moussa' };
  await send(db, animator, act('contract.offer', offer));
  const [{ hash }] = (await db.query<{ hash: string }>('select hash from contract')) as [{ hash: string }];
  const answer = { contract, manuscript, hash, agree: true, signedBy: 'Awa', words: '' };
  await send(db, author, act('contract.answer', answer));
  await send(db, animator, move('accepted', 'published'));
  return manuscript;
}

/** Two secret polls: one counted, one open. */
async function voteSecretly(db: Database, voters: readonly Caller[]): Promise<{ counted: PollId; sealed: PollId }> {
  const method = { kind: 'choice', max: 2 } as const;
  const [counted, sealed] = [
    await addPoll(db, { method, secret: true, openToAll: true }),
    await addPoll(db, { method, secret: true, openToAll: true }),
  ];
  const vote = (poll: PollId, options: string[]) =>
    act('poll.voteSecretly', { poll, ballot: { kind: 'choice', options }, nonce: newId().replaceAll('-', '') });
  for (const [i, voter] of voters.entries()) await send(db, voter, vote(counted, i === 0 ? ['a'] : ['b', 'c']));
  await send(db, voters[0]!, vote(sealed, ['a']));
  await db.query('update poll set closes_at = now() where id = $1', [counted]);
  await closeDuePolls(db, () => undefined, testKeys);
  await deliver(db);
  return { counted, sealed };
}

export async function makeFeaturesWorld(db: Database): Promise<FeaturesWorld> {
  const { id, device } = await addMember(db, { roles: ['animator'] });
  const animator = { member: id, device };
  const [author, reader, rude, left] = [
    await newMember(db),
    await newMember(db),
    await newMember(db),
    await newMember(db),
  ];
  const community = newId<CommunityId>();
  await send(
    db,
    animator,
    act('community.create', { id: community, name: 'Rive', summary: '', charter: '', visibility: 'public' }),
  );
  for (const m of [author, reader, rude, left]) await send(db, m, act('community.join', { community }));
  await send(db, left, act('community.leave', { community }));
  await send(db, animator, act('community.appoint', { community, member: reader.member, role: 'moderator' }));
  await db.transaction((tx) => setGroups(tx, OPERATOR, author.member, ['jury']));
  const told = await tellOfProject(db, author, animator, community);
  await send(
    db,
    animator,
    act('community.announce', { id: newId(), community, title: 'Fête', text: 'Samedi.' }),
    act('concept.write', { concept: newId<ConceptId>(), community, create: true, title: 'Pain', summary: '' }),
  );
  const [concept] = await db.query<{ id: ConceptId }>('select id from concept');
  await send(db, animator, act('concept.link', { concept: concept!.id, kind: 'project', to: told.project, on: true }));
  return {
    community,
    animator: animator.member,
    author: author.member,
    reader: reader.member,
    rude: rude.member,
    left: left.member,
    ...told,
    ...(await talk(db, { author, animator, reader, rude }, told.project)),
    ...(await converse(db, { author, reader, rude }, community)),
    manuscript: await publish(db, author, animator, community),
    ...(await voteSecretly(db, [author, reader])),
  };
}
