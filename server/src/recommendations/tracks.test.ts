/** Recommendations of tracks (L8): what the engine is told of them, and what is written of its answers. */
import { beforeAll, expect, it } from 'vitest';
import { newId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { LIKED, OPENED, type RecommendedTrack } from '@egoejo/shared/recommendations/model.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addTrackDay, readyTrack } from '../testing/tracks.ts';
import { addMember, settleCold, type TestMember } from '../testing/world.ts';
import { renewLists } from './renew.ts';
import { settlements } from './settle.ts';
import { readPlays, similarTo, tracks } from './tracks.ts';

eachDatabase('recommendations of tracks', (database) => {
  /** A member who was here yesterday. */
  const listener = async (): Promise<TestMember> => {
    const member = await addMember(database());
    await database().query(
      `insert into session (id, member, device, pepper, current_hash, expires_at, used_at)
        values ($1, $2, $3, '\\x00', '\\x00', now() + interval '1 day', now() - interval '1 day')`,
      [newId(), member.id, member.device],
    );
    return member;
  };
  const listOf = async ({ id }: TestMember): Promise<RecommendedTrack[]> => {
    const [row] = await database().query<{ items: RecommendedTrack[] }>(
      'select items from track_recommendation where member = $1',
      [id],
    );
    return row?.items ?? [];
  };
  const heardOf = (list: readonly RecommendedTrack[], track: TrackId) => list.find((i) => i.track === track)?.reason;
  const refuse = (member: TestMember, work: TrackId, refused = true) =>
    settleCold<'recommendation.refuse'>(database(), settlements, 'recommendation.refuse', member, { work, refused });

  let awa: TestMember;
  let moussa: TestMember;
  let sira: TestMember;
  let fresh: TestMember;
  const t = {} as Record<'kora' | 'balafon' | 'pluie' | 'lampe' | 'other' | 'secret' | 'wolof', TrackId>;

  beforeAll(async () => {
    const db = database();
    [awa, moussa, sira, fresh] = [await listener(), await listener(), await listener(), await listener()];
    t.kora = await readyTrack(db, sira, { title: 'Kora', artists: 'Sira', album: 'Matins', number: 1 });
    t.balafon = await readyTrack(db, sira, { title: 'Balafon', artists: 'Sira', album: 'Matins', number: 2 });
    t.pluie = await readyTrack(db, moussa, { title: 'Pluie', artists: 'Moussa feat. Sira', genre: 'conte' });
    t.lampe = await readyTrack(db, moussa, { title: 'Lampe', artists: 'Moussa', genre: 'conte' });
    t.other = await readyTrack(db, moussa, { title: 'Marché', artists: 'Inconnu', album: 'Matins' });
    t.wolof = await readyTrack(db, moussa, { title: 'Ndox', artists: 'Sokhna', language: 'wo' });
    t.secret = await readyTrack(db, sira, { title: 'Essai', artists: 'Sira', album: 'Matins' });
    await db.query(`update track set visibility = 'private', scope = 'member:' || author where id = $1`, [t.secret]);
    for (const member of [awa, moussa, sira]) await addTrackDay(db, member.id, t.kora);
    for (const member of [moussa, sira]) await addTrackDay(db, member.id, t.lampe, 4_000);
    await addTrackDay(db, sira.id, t.secret);
    await db.query('insert into track_like (member, track, at) values ($1, $2, $3)', [sira.id, t.pluie, '2026-03-02']);
    expect(await renewLists(db, tracks)).toBe(true);
  });

  it('L8: a member gets tracks with the reason, none that they heard, and none that only some may hear', async () => {
    const list = await listOf(awa);
    expect(heardOf(list, t.balafon)).toEqual({ kind: 'series', from: t.kora, name: 'Matins' });
    expect(heardOf(list, t.pluie)).toEqual({ kind: 'author', from: t.kora, name: 'Sira' });
    expect(heardOf(list, t.lampe)).toEqual({ kind: 'readers', from: t.kora });
    expect(list.map((i) => i.track)).not.toContain(t.kora);
    expect(list.map((i) => i.track)).not.toContain(t.secret);
    // Another member's album of the same name is another album.
    expect(heardOf(list, t.other)?.kind).not.toBe('series');
  });

  it('L8: nobody is recommended what they shared themselves', async () => {
    const list = (await listOf(moussa)).map((i) => i.track);
    expect(list).toContain(t.balafon);
    for (const own of [t.pluie, t.other]) expect(list).not.toContain(own);
  });

  it('L8: who is new gets what is heard most, as those without an account do, in their language first', async () => {
    expect((await listOf(fresh))[0]).toEqual({ track: t.kora, reason: { kind: 'trending', language: null } });
    await addTrackDay(database(), moussa.id, t.wolof);
    await renewLists(database(), tracks);
    const trends = await database().query<{ language: string; scope: string; tracks: TrackId[] }>(
      `select language, scope, tracks from track_trend where language in ('fr', 'wo') order by language`,
    );
    expect(trends[0]).toMatchObject({ scope: 'catalogue' });
    expect(trends[0]?.tracks[0]).toBe(t.kora);
    expect(trends[1]?.tracks.slice(0, 2)).toEqual([t.wolof, t.kora]);
    const before = await database().query('select language, rev from track_trend order by language');
    await addTrackDay(database(), fresh.id, newId());
    expect(await renewLists(database(), tracks)).toBe(true);
    expect(await database().query('select language, rev from track_trend order by language')).toEqual(before);
  });

  it('L8: a track has similar tracks, without those that stopped being for everybody', async () => {
    const similar = await similarTo(database(), t.kora);
    expect(heardOf(similar, t.balafon)).toEqual({ kind: 'series', from: t.kora, name: 'Matins' });
    expect(similar.map((i) => i.track)).not.toContain(t.secret);
    await database().query('update track set hidden = true where id = $1', [t.balafon]);
    expect(heardOf(await similarTo(database(), t.kora), t.balafon)).toBeUndefined();
    await database().query('update track set hidden = false where id = $1', [t.balafon]);
    expect(await similarTo(database(), t.secret)).toEqual([]);
  });

  it('L8: that listeners have two tracks in common is told to everybody from five listeners on', async () => {
    const db = database();
    const byListeners = async () => heardOf(await similarTo(db, t.kora), t.lampe);
    expect(await byListeners()).toBeUndefined();
    // Their artists do not count, nor does who only tried them.
    const tried = [await addMember(db), await addMember(db), await addMember(db)].map(({ id }) => id);
    for (const id of tried) for (const track of [t.kora, t.lampe]) await addTrackDay(db, id, track);
    await db.query('update track_day set seconds = 2 where member = any($1::uuid[])', [tried]);
    for (let n = 0; n < 5; n++) {
      const member = await addMember(db);
      for (const track of [t.kora, t.lampe]) await addTrackDay(db, member.id, track);
      await renewLists(db, tracks);
      expect(await byListeners()).toEqual(n < 4 ? undefined : { kind: 'readers', from: t.kora });
    }
  });

  it('L8: a refused track leaves the next list; one that a member may not hear is unknown to them', async () => {
    expect(await refuse(awa, t.balafon)).toEqual({ applied: [] });
    expect(await refuse(awa, t.secret)).toEqual({ rejected: 'catalogue.unknown' });
    await renewLists(database(), tracks);
    expect(heardOf(await listOf(awa), t.balafon)).toBeUndefined();
    expect(heardOf(await listOf(awa), t.pluie)).toBeDefined();
    await refuse(awa, t.balafon, false);
    await renewLists(database(), tracks);
    expect(heardOf(await listOf(awa), t.balafon)).toBeDefined();
  });

  it('L8: what was heard to its end or is liked counts as liked, other plays less, and a short try not at all', async () => {
    const db = database();
    const member = await addMember(db);
    await addTrackDay(db, member.id, t.kora);
    await addTrackDay(db, member.id, t.lampe, 4_000);
    await addTrackDay(db, member.id, t.other, 4_000);
    await db.query('update track_day set seconds = 20 where member = $1 and track = $2', [member.id, t.other]);
    await db.query('insert into track_like (member, track) values ($1, $2)', [member.id, t.pluie]);
    for (const most of [1, 10_000]) {
      const mine: Record<string, number> = {};
      for await (const piece of readPlays(db, most))
        for (const { reader, work, weight } of piece) if (reader === member.id) mine[work] = weight;
      expect(mine).toEqual({ [t.kora]: LIKED, [t.lampe]: OPENED, [t.pluie]: LIKED });
    }
  });
});
