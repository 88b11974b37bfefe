import { beforeEach, expect, it } from 'vitest';
import { newId, type CommunityId, type PlaylistId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { itemIdOf, MOST_ITEMS, MOST_LIKES, MOST_ORDER, MOST_PLAYLISTS } from '@egoejo/shared/playlists/model.ts';
import { isOrder } from '@egoejo/shared/playlists/order.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { announce } from '../testing/tracks.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { moderated } from './model.ts';

type Name = Extract<MutationName, `playlist.${string}` | 'like.set' | 'track.remove'>;

eachDatabase('playlists', (database) => {
  let [author, mate, stranger]: TestMember[] = [];
  let community: CommunityId;
  let tracks: TrackId[];
  beforeEach(async () => {
    const db = database();
    [author, mate, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    for (const m of [author, mate]) await addMembership(db, m, community);
    tracks = [];
    for (const by of [author, author, mate, mate]) tracks.push(await announce(db, by));
    await ready(...tracks);
    await db.query(`update track set visibility = 'public', scope = 'catalogue' where id = any($1::uuid[])`, [tracks]);
  });
  const ready = (...some: TrackId[]) =>
    database().query(
      `update track set state = 'ready', file_key = 'k', sha256 = repeat('a', 64), bytes = 9, seconds = 5, peaks = ''
        where id = any($1::uuid[])`,
      [some],
    );
  const settle = async <N extends Name>(name: N, by: TestMember | undefined, args: MutationArgs<N>) => {
    const settled = await settleCold<N>(database(), testSettlements, name, by!, args);
    return 'applied' in settled ? 'applied' : settled.rejected;
  };
  const made = async (by = author): Promise<PlaylistId> => {
    const id = newId<PlaylistId>();
    expect(await settle('playlist.make', by, { id, title: 'Pour la route', text: '' })).toBe('applied');
    return id;
  };
  const share = (playlist: PlaylistId, visibility: 'private' | 'community' | 'public', together = false, by = author) =>
    settle('playlist.share', by, {
      playlist,
      visibility,
      community: visibility === 'community' ? community : null,
      together,
    });
  const add = (playlist: PlaylistId, by: TestMember | undefined, ...items: [track: TrackId, order: string][]) =>
    settle('playlist.add', by, { playlist, items: items.map(([track, order]) => ({ track, order })) });
  const move = (playlist: PlaylistId, by: TestMember | undefined, track: TrackId, order: string) =>
    settle('playlist.move', by, { playlist, track, order });
  const drop = (playlist: PlaylistId, by: TestMember | undefined, track: TrackId) =>
    settle('playlist.drop', by, { playlist, track });
  const like = (track: TrackId, by: TestMember | undefined, on = true) => settle('like.set', by, { track, on });
  const keysOf = async (playlist: PlaylistId) =>
    (
      await database().query<{ track: TrackId; key: string }>(
        'select track, order_key as key from playlist_item where playlist = $1 order by order_key',
        [playlist],
      )
    ).map(({ track, key }) => [track, key]);
  const orderOf = async (playlist: PlaylistId) => (await keysOf(playlist)).map(([track]) => track);
  const liked = () => database().query('select from track_like where track = any($1::uuid[])', [tracks]);
  /** The scopes of a playlist and of its items. */
  const scopes = async (playlist: PlaylistId) =>
    (
      await database().query<{ scope: string }>(
        `select scope from playlist where id = $1 union select scope from playlist_item where playlist = $1`,
        [playlist],
      )
    ).map(({ scope }) => scope);
  async function handleEvents(): Promise<void> {
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  }

  it('L6: a playlist and its items are where those are who see it; what it leaves has tombstones', async () => {
    const list = await made();
    await add(list, author, [tracks[0]!, 'a0'], [tracks[2]!, 'a1']);
    expect(await scopes(list)).toEqual([`member:${author!.id}`]);
    expect([await share(list, 'community', true), await scopes(list)]).toEqual(['applied', [`community:${community}`]]);
    expect([await share(list, 'public', true), await scopes(list)]).toEqual(['applied', ['catalogue']]);
    expect(await database().query('select together from playlist where id = $1', [list])).toEqual([
      { together: false },
    ]);
    expect([await share(list, 'private'), await scopes(list)]).toEqual(['applied', [`member:${author!.id}`]]);
    const left = await database().query<{ n: number }>(
      `select count(*)::int as n from tombstone where scope = $1 and entity in ('playlist', 'playlistItem')`,
      [`community:${community}`],
    );
    expect(left).toEqual([{ n: 3 }]);
    expect([await settle('playlist.remove', author, { playlist: list }), await scopes(list)]).toEqual(['applied', []]);
  });

  it('L6: only its member shares a playlist; with others together, those change what is in it', async () => {
    const list = await made();
    const [first, second] = [tracks[0]!, tracks[2]!];
    const acts = async (by: TestMember | undefined) => [
      await settle('playlist.edit', by, { playlist: list, title: 'Autre', text: '' }),
      await share(list, 'public', false, by),
      await add(list, by, [second, 'a1']),
      await move(list, by, second, 'a2'),
      await drop(list, by, second),
      await settle('playlist.remove', by, { playlist: list }),
    ];
    await add(list, author, [first, 'a0']);
    expect(new Set((await acts(mate)).slice(0, 5))).toEqual(new Set(['playlist.unknown']));
    await share(list, 'community');
    expect(new Set(await acts(mate))).toEqual(new Set(['playlist.not_owner']));
    await share(list, 'community', true);
    const refused = 'playlist.not_owner';
    expect(await acts(mate)).toEqual([refused, refused, 'applied', 'applied', 'applied', refused]);
    expect(await acts(stranger)).toEqual([...Array<string>(5).fill('playlist.unknown'), 'applied']);
    expect(await orderOf(list)).toEqual([first]);
    const args = { playlist: list, visibility: 'community', together: true } as const;
    const elsewhere = await addCommunity(database(), 'public');
    expect(await settle('playlist.share', author, { ...args, community: elsewhere })).toBe('playlist.not_member');
    await database().query(`update member set status = 'banned' where id = $1`, [mate!.id]);
    expect(await add(list, mate, [second, 'a1'])).toBe('account.banned');
    await database().query('delete from membership where member = $1', [author!.id]);
    await database().query('insert into community_ban (member, community) values ($1, $2)', [author!.id, community]);
    expect(await add(list, author, [second, 'a1'])).toBe('community.banned');
    await database().query('delete from community_ban where member = $1', [author!.id]);
    await database().query('update community set archived_at = now() where id = $1', [community]);
    expect([await add(list, author, [second, 'a1']), await drop(list, author, first)]).toEqual([
      'community.archived',
      'applied',
    ]);
  });

  it('L6: a track that two devices add is there once, where it came first', async () => {
    const list = await made();
    const [a, b, c] = tracks as [TrackId, TrackId, TrackId];
    await add(list, author, [a, 'a0'], [b, 'a1'], [a, 'a3']);
    expect(await add(list, author, [b, 'Zz'], [c, 'a1V'])).toBe('applied');
    expect(await keysOf(list)).toEqual([
      [a, 'a0'],
      [b, 'a1'],
      [c, 'a1V'],
    ]);
  });

  it('L6: what is taken out stays out when it is moved elsewhere, until it is added again', async () => {
    const list = await made();
    const [a, b] = tracks as [TrackId, TrackId];
    await add(list, author, [a, 'a0'], [b, 'a1']);
    expect([await drop(list, author, a), await move(list, author, a, 'a2')]).toEqual(['applied', 'applied']);
    expect([await drop(list, author, a), await orderOf(list)]).toEqual(['applied', [b]]);
    await add(list, author, [a, 'a2']);
    expect([await move(list, author, b, 'a3'), await orderOf(list)]).toEqual(['applied', [a, b]]);
  });

  it('L6: the same key is given twice to nobody, and what is no key becomes one', async () => {
    const list = await made();
    const [a, b, c, d] = tracks as [TrackId, TrackId, TrackId, TrackId];
    await add(list, author, [a, 'a0'], [b, 'a1']);
    // Two devices put a track at the same place; a broken one asks for what is no key.
    await add(list, author, [c, 'a0']);
    await add(list, author, [d, 'a00']);
    await move(list, author, b, 'a0');
    const keys = await keysOf(list);
    expect(keys.map(([track]) => track)).toEqual([a, b, d, c]);
    expect(keys.every(([, key]) => isOrder(key!))).toBe(true);
    expect(new Set(keys.map(([, key]) => key)).size).toBe(4);
  });

  it('L6: members who put tracks at one place at the same time lose none', async () => {
    const list = await made();
    await share(list, 'community', true);
    const [a, b, c, d] = tracks as [TrackId, TrackId, TrackId, TrackId];
    const added = [add(list, author, [a, 'a0'], [b, 'a1']), add(list, mate, [b, 'a0'], [c, 'a1'], [d, 'a2'])];
    expect(await Promise.all(added)).toEqual(['applied', 'applied']);
    expect(await Promise.all([move(list, author, a, 'a5'), move(list, mate, d, 'a5'), drop(list, mate, b)])).toEqual(
      Array(3).fill('applied'),
    );
    const keys = await keysOf(list);
    expect(new Set(keys.map(([track]) => track))).toEqual(new Set([a, c, d]));
    expect(new Set(keys.map(([, key]) => key)).size).toBe(3);
  });

  it('L6, S29: offered again after a restore, an addition brings nothing back that was taken out later', async () => {
    const list = await made();
    const [a, b] = tracks as [TrackId, TrackId];
    await database().query(
      `insert into row_write (member, part, at) values ($1, 'playlistItem:' || $2::text, now() - interval '1 hour')`,
      ['00000000-0000-0000-0000-000000000000', itemIdOf(list, a)],
    );
    const again = async <N extends Name>(name: N, args: MutationArgs<N>) => {
      const asOf = new Date(Date.now() - 2 * 3_600_000).toISOString();
      return settleCold<N>(database(), testSettlements, name, author!, args, asOf);
    };
    const moved = { playlist: list, track: b, order: 'a7' };
    // Its addition may still come.
    expect(await again('playlist.move', moved)).toMatchObject({ rejected: 'track.unknown' });
    const items = [a, b].map((track) => ({ track, order: 'a0' }));
    await again('playlist.add', { playlist: list, items });
    expect([await again('playlist.move', moved), await keysOf(list)]).toEqual([{ applied: [] }, [[b, 'a7']]]);
  });

  it('L6: a list in which a key grew too long gets new ones in the same order', async () => {
    const list = await made();
    const [a, b, c] = tracks as [TrackId, TrackId, TrackId];
    const long = `a0${'z'.repeat(MOST_ORDER / 2 - 2)}`;
    await add(list, author, [a, long], [c, 'a1']);
    expect(await keysOf(list)).toEqual([
      [a, long],
      [c, 'a1'],
    ]);
    await add(list, author, [b, long]);
    await move(list, author, c, 'Zz');
    expect([await orderOf(list), (await keysOf(list)).every(([, key]) => key!.length === 2)]).toEqual([
      [c, a, b],
      true,
    ]);
  });

  it('L6: forged keys, long or below all others, break no list', async () => {
    const list = await made();
    const [a, b, c, d] = tracks as [TrackId, TrackId, TrackId, TrackId];
    const long = `a0${'z'.repeat(MOST_ORDER - 2)}`;
    await add(list, author, [a, 'a1']);
    expect(await add(list, author, [b, long], [c, long])).toBe('applied');
    expect(await orderOf(list)).toEqual([b, c, a]);
    const low = `A${'0'.repeat(25)}1`;
    expect([await move(list, author, c, low), await move(list, author, b, 'A0')]).toEqual(['applied', 'applied']);
    expect([await add(list, author, [d, 'A0']), await orderOf(list)]).toEqual(['applied', [d, b, c, a]]);
  });

  it('L6: who adds or likes a track must know of it; adding changes all or nothing', async () => {
    const own = await announce(database(), mate!);
    const list = await made();
    expect([await add(list, author, [tracks[0]!, 'a0'], [own, 'a1']), await like(own, author)]).toEqual([
      'track.unknown',
      'track.unknown',
    ]);
    expect(await orderOf(list)).toEqual([]);
    expect([await like(own, mate), await add(await made(mate), mate, [own, 'a0'])]).toEqual(['applied', 'applied']);
    expect([await like(tracks[0]!, author), await like(tracks[0]!, author)]).toEqual(['applied', 'applied']);
    await database().query(`update track set visibility = 'private' where id = $1`, [tracks[0]]);
    await database().query(`update member set status = 'banned' where id = $1`, [author!.id]);
    expect([await like(tracks[0]!, author, false), await like(tracks[1]!, author)]).toEqual([
      'applied',
      'account.banned',
    ]);
  });

  it('L6: lists, items and likes have their limits', async () => {
    const [db, list] = [database(), await made()];
    const many = async (into: string, columns: string, values: string, n: number) =>
      db.query(`insert into ${into} (${columns}) select ${values} from generate_series(1, $1::int) n`, [n]);
    const item = `gen_random_uuid(), 'member:${author!.id}', '${list}', gen_random_uuid(), 'b00' || to_hex(4096 + n)`;
    await many('playlist_item', 'id, scope, playlist, track, order_key', item, MOST_ITEMS - 1);
    expect([
      await add(list, author, [tracks[0]!, 'a0'], [tracks[1]!, 'a1']),
      await add(list, author, [tracks[0]!, 'a0']),
    ])
      // The last one fits.
      .toEqual(['playlist.full', 'applied']);
    await many('track_like', 'member, track', `'${author!.id}', gen_random_uuid()`, MOST_LIKES);
    expect(await like(tracks[0]!, author)).toBe('like.too_many');
    const own = `gen_random_uuid(), 'member:${author!.id}', '${author!.id}', 'Liste'`;
    await many('playlist', 'id, scope, author, title', own, MOST_PLAYLISTS - 1);
    const args = { title: 'Encore', text: '' };
    expect(await settle('playlist.make', author, { id: newId<PlaylistId>(), ...args })).toBe('playlist.too_many');
    expect(await settle('playlist.make', mate, { id: list, ...args })).toBe('playlist.exists');
  });

  it('L6: a removed track leaves lists and likes', async () => {
    const list = await made(mate);
    await add(list, mate, [tracks[0]!, 'a0'], [tracks[1]!, 'a1']);
    await like(tracks[0]!, mate);
    expect(await settle('track.remove', author, { track: tracks[0]! })).toBe('applied');
    await handleEvents();
    expect(await orderOf(list)).toEqual([tracks[1]]);
    expect(await liked()).toEqual([]);
  });

  it('L6: a playlist that moderators hide is its member’s alone until it is shown again', async () => {
    const list = await made();
    await add(list, author, [tracks[0]!, 'a0']);
    expect(await moderated.find(database(), list, null)).toBeNull();
    await share(list, 'community', true);
    expect(await moderated.find(database(), list, null)).toMatchObject({ community, shown: true, membersOnly: true });
    await database().transaction((tx) => moderated.hide(tx, list, ''));
    expect([await scopes(list), await drop(list, mate, tracks[0]!)]).toEqual([
      [`member:${author!.id}`],
      'playlist.unknown',
    ]);
    await database().transaction((tx) => moderated.show(tx, list));
    expect([await scopes(list), await drop(list, mate, tracks[0]!)]).toEqual([[`community:${community}`], 'applied']);
  });

  it('R13: with its account a member’s own playlists and likes go; shared ones stay without a name', async () => {
    const [own, common] = [await made(), await made()];
    for (const list of [own, common]) await add(list, author, [tracks[2]!, 'a0']);
    await share(common, 'community', true);
    await like(tracks[2]!, author);
    await database().transaction((tx) => closeMember(tx, author!.id));
    await handleEvents();
    const left = await database().query('select id, author, name from playlist where id = any($1::uuid[])', [
      [own, common],
    ]);
    expect(left).toEqual([{ id: common, author: null, name: null }]);
    expect([await orderOf(own), await orderOf(common)]).toEqual([[], [tracks[2]]]);
    expect(await liked()).toEqual([]);
    expect(await add(common, mate, [tracks[3]!, 'a1'])).toBe('applied');
  });
});
