/** Releases: tracks that are shared together at their time (L8). */
import { beforeEach, expect, it } from 'vitest';
import type { Followed } from '@egoejo/shared/follows/model.ts';
import { newId, type CommunityId, type ReleaseId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { MOST_RELEASES } from '@egoejo/shared/releases/model.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { announce } from '../testing/tracks.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { putOutDue } from './jobs.ts';

const PAST = '2026-03-01T18:00:00.000Z';
const LATER = '2999-03-01T18:00:00.000Z';

eachDatabase('releases', (database) => {
  let [artist, fan]: TestMember[] = [];
  let community: CommunityId;
  let tracks: TrackId[];
  beforeEach(async () => {
    const db = database();
    await db.query('delete from release');
    [artist, fan] = [await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    await addMembership(db, artist, community);
    tracks = [await ready('Le puits'), await ready('La pluie')];
  });
  const ready = async (title: string, by = artist!) => {
    const id = await announce(database(), by, { title, album: 'Essais', number: 9 });
    await state(id, 'ready');
    return id;
  };
  const state = (id: string, to: string) =>
    database().query(
      `update track set state = $2, file_key = 'x', sha256 = repeat('a', 64), bytes = 9,
         seconds = case when $2 = 'ready' then 120 end, peaks = case when $2 = 'ready' then '' end where id = $1`,
      [id, to],
    );
  const plan = async (more: Partial<MutationArgs<'release.plan'>> = {}, by = artist!) => {
    const id = newId<ReleaseId>();
    const args = {
      id,
      title: 'Contes du soir',
      tracks,
      visibility: 'public',
      community: null,
      at: PAST,
      ...more,
    } as const;
    const settled = await settleCold<'release.plan'>(database(), testSettlements, 'release.plan', by, args);
    return { id: args.id, answer: 'applied' in settled ? 'applied' : settled.rejected };
  };
  const releases = () => database().query('select title, state, code from release where member = $1', [artist!.id]);
  const shown = () =>
    database().query('select title, scope, album, number from track where author = $1 order by number, title', [
      artist!.id,
    ]);
  const told = async (m: TestMember) => {
    const events = startEvents(database(), createLog('silent'), notificationListeners);
    await events.drain();
    await events.stop();
    return database().query('select kind, title, subject from notification where member = $1', [m.id]);
  };
  const follows = (m: TestMember) => {
    const of: Followed = { kind: 'member', key: artist!.id, name: 'Awa' };
    return settleCold<'follow.set'>(database(), testSettlements, 'follow.set', m, { of, on: true });
  };

  it('L8: at its time the tracks of a release are shared in its order, as an album, and followers are told once', async () => {
    await follows(fan!);
    await plan({ tracks: tracks.toReversed() });
    await plan({ title: 'Plus tard', tracks: [tracks[0]!], at: LATER });
    expect(await shown()).toMatchObject([{ album: 'Essais' }, { album: 'Essais' }]);
    await putOutDue(database());
    expect(await shown()).toEqual([
      { title: 'La pluie', scope: 'catalogue', album: 'Contes du soir', number: 1 },
      { title: 'Le puits', scope: 'catalogue', album: 'Contes du soir', number: 2 },
    ]);
    const news = [{ kind: 'newRelease', title: 'Contes du soir', subject: tracks[1] }];
    expect(await told(fan!)).toEqual(news);
    await putOutDue(database());
    expect(await told(fan!)).toEqual(news);
    expect(await told(artist!)).toEqual([]);
    expect((await releases()).map((r) => r['state'])).toEqual(expect.arrayContaining(['out', 'planned']));
  });
  it('L8: a release to a community is heard by its members, and only those who follow among them are told', async () => {
    const stranger = await addMember(database());
    await addMembership(database(), fan!, community);
    for (const m of [fan!, stranger]) await follows(m);
    await plan({ visibility: 'community', community });
    await putOutDue(database());
    expect((await shown()).map((t) => t['scope'])).toEqual([`community:${community}`, `community:${community}`]);
    expect(await told(fan!)).toHaveLength(1);
    expect(await told(stranger)).toEqual([]);
  });
  it('L8: a planned release is changed and cancelled; one that is out is not changed, and stays shared', async () => {
    const { id } = await plan({ at: LATER });
    await plan({ id, title: 'Contes', at: PAST, tracks: [tracks[0]!] });
    await putOutDue(database());
    expect(await releases()).toEqual([{ title: 'Contes', state: 'out', code: null }]);
    // A release of one track leaves its album.
    expect(await shown()).toMatchObject([{ album: 'Essais' }, { album: 'Essais' }]);
    expect((await plan({ id, title: 'Autre' })).answer).toBe('release.out');
    const cancel = () =>
      settleCold<'release.cancel'>(database(), testSettlements, 'release.cancel', artist!, { release: id });
    expect(await cancel()).toEqual({ applied: [] });
    expect(await cancel()).toEqual({ applied: [] });
    expect(await releases()).toEqual([]);
    const scopes = (await shown()).map((t) => t['scope']);
    expect(scopes).toEqual(expect.arrayContaining(['catalogue', `member:${artist!.id}`]));
  });
  it('L8: only one’s own tracks are released, to a community to which one belongs, and not too many times', async () => {
    const others = await ready('Autre', fan);
    await database().query(`update track set visibility = 'public', scope = 'catalogue' where id = $1`, [others]);
    expect((await plan({ tracks: [others] })).answer).toBe('track.not_owner');
    expect((await plan({ tracks: [newId<TrackId>()] })).answer).toBe('track.unknown');
    await database().query('update track set given = true where id = $1', [tracks[0]]);
    expect((await plan()).answer).toBe('track.of_show');
    await database().query('update track set given = false where id = $1', [tracks[0]]);
    const open = await addCommunity(database(), 'public');
    expect((await plan({ visibility: 'community', community: open })).answer).toBe('track.not_member');
    expect((await plan({ visibility: 'community', community: null })).answer).toBe('community.unknown');
    await database().query(
      `insert into release (member, id, title, tracks, visibility, at)
        select $1, gen_random_uuid(), 'x', $2, 'public', $3
        from generate_series(1, $4::int)`,
      [artist!.id, tracks, LATER, MOST_RELEASES],
    );
    expect((await plan()).answer).toBe('release.too_many');
  });
  it('L8: nothing is put out while acts are taken over after a restore, and the second release of a day is not told', async () => {
    await follows(fan!);
    await plan({ tracks: [tracks[0]!] });
    await database().query(`update installation set recovery_since = now()`);
    await putOutDue(database());
    expect(await releases()).toMatchObject([{ state: 'planned' }]);
    await database().query('update installation set recovery_since = null');
    await putOutDue(database());
    await plan({ title: 'Encore', tracks: [tracks[1]!] });
    await putOutDue(database());
    expect(await releases()).toMatchObject([{ state: 'out' }, { state: 'out' }]);
    expect(await told(fan!)).toMatchObject([{ title: 'Contes du soir' }]);
  });
  it('L8: a release waits for sound that is being prepared; what cannot be released says why and keeps no other one back', async () => {
    await state(tracks[1]!, 'preparing');
    await plan();
    await putOutDue(database());
    expect(await releases()).toMatchObject([{ state: 'planned' }]);
    await state(tracks[1]!, 'ready');
    await plan({ title: 'Pour nous', visibility: 'community', community, tracks: [tracks[0]!] });
    await database().query('delete from membership where member = $1', [artist!.id]);
    await plan({ title: 'Perdue', tracks: [tracks[0]!], at: '2026-02-01T00:00:00.000Z' });
    await database().query(`update release set tracks = array[gen_random_uuid()] where title = 'Perdue'`);
    await putOutDue(database());
    expect((await releases()).toSorted((a, b) => (String(a['title']) < String(b['title']) ? -1 : 1))).toEqual([
      { title: 'Contes du soir', state: 'out', code: null },
      { title: 'Perdue', state: 'failed', code: 'track.unknown' },
      { title: 'Pour nous', state: 'failed', code: expect.stringMatching(/^(community|track)\./) },
    ]);
  });
});
