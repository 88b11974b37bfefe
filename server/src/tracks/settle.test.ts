import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { CommunityId, TrackId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { MOST_TRACKS } from '@egoejo/shared/tracks/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { startEvents } from '../platform/database/events.ts';
import { openMedia } from '../platform/media/open-media.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addTrack, announce } from '../testing/tracks.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { masterKey } from './keys.ts';
import { forgetFiles } from './files.ts';
import { trackUpload } from './upload.ts';
import { giveWords, wordsOf, wordsOfFile } from './words.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-tracks-'));
const media = openMedia(readConfig({ DATA_DIR: dataDir }));
afterAll(() => rm(dataDir, { recursive: true }));

eachDatabase('tracks', (database) => {
  let [author, mate]: TestMember[] = [];
  let community: CommunityId;
  beforeEach(async () => {
    const db = database();
    [author, mate] = [await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    for (const m of [author, mate]) await addMembership(db, m, community);
  });
  const settle = async <N extends 'track.edit' | 'track.words' | 'track.share' | 'track.remove'>(
    name: N,
    by: TestMember,
    args: MutationArgs<N>,
  ) => {
    const settled = await settleCold<N>(database(), testSettlements, name, by, args);
    return 'applied' in settled ? 'applied' : settled.rejected;
  };
  const share = (track: TrackId, visibility: 'private' | 'community' | 'public', by = author!) =>
    settle('track.share', by, { track, visibility, community: visibility === 'community' ? community : null });
  const edit = (track: TrackId, by = author!) =>
    settle('track.edit', by, {
      track,
      title: 'Autre',
      artists: '',
      album: '',
      number: null,
      genre: '',
      language: '',
      licence: 'cc0',
    });
  const ready = (track: TrackId) =>
    database().query(
      `update track set state = 'ready', file_key = 'k', sha256 = repeat('a', 64), bytes = 9, seconds = 5, peaks = ''
        where id = $1`,
      [track],
    );
  const scope = async (track: TrackId) =>
    (await database().query<{ scope: string }>('select scope from track where id = $1', [track]))[0]?.scope;
  /** Runs the listeners; gives the jobs that they asked for. */
  async function handleEvents() {
    const asked: [string, object][] = [];
    const jobs = { enqueue: async (name: string, data: object) => void asked.push([name, data]) };
    const events = startEvents(database(), createLog('silent'), listeners({ jobs: { ...idle, ...jobs } }));
    await events.drain();
    await events.stop();
    return asked;
  }
  const none = async () => undefined;
  const idle = {
    handle: () => undefined,
    schedule: () => undefined,
    again: async () => 0,
    start: none,
    stop: none,
    running: () => true,
    stopping: () => false,
  };

  it('L1: a track is its member’s own until it is ready and shared; taken back, it leaves a tombstone', async () => {
    const track = await announce(database(), author!);
    expect([await share(track, 'community'), await scope(track)]).toEqual(['applied', `member:${author!.id}`]);
    await ready(track);
    expect([await share(track, 'community'), await scope(track)]).toEqual(['applied', `community:${community}`]);
    expect([await share(track, 'public'), await scope(track)]).toEqual(['applied', 'catalogue']);
    expect([await share(track, 'private'), await scope(track)]).toEqual(['applied', `member:${author!.id}`]);
    const left = await database().query<{ scope: string }>('select scope from tombstone where id = $1', [track]);
    expect(new Set(left.map((l) => l.scope))).toEqual(
      new Set(['catalogue', `community:${community}`, `member:${author!.id}`]),
    );
  });

  it('L1: only its member changes a track; who does not see it learns nothing of it', async () => {
    const track = await announce(database(), author!);
    expect([await edit(track, mate), await share(track, 'public', mate)]).toEqual(['track.unknown', 'track.unknown']);
    expect(await settle('track.remove', mate!, { track })).toBe('applied');
    await ready(track);
    await share(track, 'community');
    expect([await edit(track, mate), await settle('track.remove', mate!, { track })]).toEqual([
      'track.not_owner',
      'track.not_owner',
    ]);
    expect([await edit(track), await scope(track)]).toEqual(['applied', `community:${community}`]);
    const elsewhere = await addCommunity(database(), 'public');
    const args = { track, visibility: 'community', community: elsewhere } as const;
    expect(await settle('track.share', author!, args)).toBe('track.not_member');
  });

  it('L1: words come in parts; fewer ones take the place of those that were longer; only its member writes them', async () => {
    const track = await announce(database(), author!);
    const write = (part: number, text: string, last: boolean, by = author) =>
      settle('track.words', by!, { track, part, text, last });
    expect([await write(0, 'un', false), await write(1, 'deux', false), await write(2, 'trois', true)]).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(await wordsOf(database(), track)).toBe('un\ndeux\ntrois');
    expect([await write(0, 'quatre', false), await wordsOf(database(), track)]).toEqual(['applied', 'quatre']);
    const odd = '{"segments":[{"startTime":0,"body":"a\\u0000b\\u202E"}]}';
    await giveWords(database(), await announce(database(), author!), wordsOfFile(odd));
    await giveWords(database(), track, 'of its file');
    expect([await write(0, 'neuf', true), await write(0, 'vol', true, mate)]).toEqual(['applied', 'track.unknown']);
    expect(await wordsOf(database(), track)).toBe('neuf');
    expect([await write(0, '', true), await wordsOf(database(), track)]).toEqual(['applied', '']);
  });

  it('L1: a member adds so many tracks a day', async () => {
    await database().query(
      `insert into track (id, scope, author, title, licence, file, rev)
        select gen_random_uuid(), 'member:' || $1::text, $1::uuid, 'a', 'by', '', 0 from generate_series(1, $2::int)`,
      [author!.id, MOST_TRACKS.day],
    );
    await expect(announce(database(), author!)).rejects.toThrow('track.too_many');
    await database().query(`update track set created_at = now() - interval '25 hours'`);
    await announce(database(), author!);
  });

  it('L1: a file comes once, from its member; then it is prepared by a job', async () => {
    const track = await announce(database(), author!);
    const why = (by: TestMember) => trackUpload.refusal(database(), by.id, track);
    expect([await why(author!), await why(mate!)]).toEqual([null, 'media.not_awaited']);
    const other = await addTrack({ db: database(), media }, author!, Buffer.from('a file'));
    expect(await trackUpload.refusal(database(), author!.id, other)).toBe('media.not_awaited');
    expect(await handleEvents()).toContainEqual(['tracks.prepare', { track: other }]);
    await database().query(`update member set status = 'banned' where id = $1`, [author!.id]);
    expect(await why(author!)).toBe('account.banned');
  });

  it('L1: a removed track loses its files', async () => {
    const track = await addTrack({ db: database(), media }, author!, Buffer.from('a file'));
    expect(await media.stat(masterKey(track))).not.toBeNull();
    expect(await settle('track.remove', author!, { track })).toBe('applied');
    expect(await handleEvents()).toContainEqual(['tracks.forget_files', { track, cover: null }]);
    await forgetFiles({ db: database(), media }, track, null);
    expect(await media.stat(masterKey(track))).toBeNull();
  });

  it('R13: with its account a member’s own tracks go; shared ones stay without a name', async () => {
    const [own, shared] = [await announce(database(), author!), await announce(database(), author!)];
    await ready(shared);
    await share(shared, 'community');
    await database().transaction((tx) => closeMember(tx, author!.id));
    expect(await handleEvents()).toContainEqual(['tracks.forget_files', { track: own, cover: null }]);
    const left = await database().query('select id, author, name from track where id = any($1::uuid[])', [
      [own, shared],
    ]);
    expect(left).toEqual([{ id: shared, author: null, name: null }]);
  });
});
