import type { MemberId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import { runningSha256 } from '@egoejo/shared/platform/running-sha256.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useEcoStore } from '../../eco/store.ts';
import { dropOldSounds, SOUNDS_DB } from '../../platform/storage/kept-sounds.ts';
import { closeMember, openMember, provideEnv, shutDown } from '../../sync/api/session/session.ts';
import { DEVICE, makeWorld, MEMBER, type World } from '../../sync/testing/world.ts';
import { forgetDetails, provideDetails } from '../player/details.ts';
import { soundOf } from '../player/sounds.ts';
import { fetchAnyway, leaveBehind, pauseSounds, resumeSounds, takeAlong, takeNew } from './along.ts';
import { closeSounds, soundsDb, wantedBy } from './database.ts';
import { fetchSound } from './fetch.ts';
import { heardNow, keptList } from './kept.ts';
import { followList, nextMissing, sweepSounds, want } from './wanted.ts';

const OTHER = MEMBER.replace(/.$/, (last) => (last === '1' ? '2' : '1')) as MemberId;
const as = (member: MemberId): Promise<void> => openMember(member, DEVICE, 'token');
const none = (): void => undefined;
const sha256 = (bytes: Uint8Array): string => {
  const hash = runningSha256();
  hash.add(bytes);
  return hash.hex();
};
const piece = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words.repeat(50));
const playlistOf = ([init, ...rest]: readonly string[]): string =>
  ['#EXTM3U', `#EXT-X-MAP:URI="${init}.mp4"`, ...rest.flatMap((hash) => ['#EXTINF:6.000000,', `${hash}.m4s`])]
    .concat('#EXT-X-ENDLIST', '')
    .join('\n');
const track = (id: string): Track => ({
  id: id as TrackId,
  member: MEMBER,
  memberName: 'Awa',
  visibility: 'private',
  community: null,
  title: `Morceau ${id}`,
  artists: '',
  album: 'Puits',
  number: null,
  genre: '',
  language: '',
  licence: 'reserved',
  file: '',
  state: 'ready',
  code: null,
  params: {},
  seconds: 12,
  cover: null,
  addedAt: '2026-01-01T00:00:00.000Z',
});
const [one, two] = [track('one'), track('two')];
const album = { kind: 'album', id: 'me Puits', title: 'Puits' } as const;
const list = { kind: 'playlist', id: 'p', title: 'Soir' } as const;

/** A server of tracks: each has an opening piece that all share, and two of its own. */
function soundServer() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const names = new Map<string, string[]>();
  const keep = (bytes: Uint8Array<ArrayBuffer>): string => (files.set(sha256(bytes), bytes), sha256(bytes));
  for (const id of ['one', 'two']) names.set(id, [piece('init'), piece(`${id} a`), piece(`${id} b`)].map(keep));
  const server = {
    names,
    /** The pieces asked for, in order. */
    asked: [] as string[],
    /** Answers that are changed on the way, from the next one on. */
    wrong: 0,
    /** Pieces that it still sends; then the link is silent until the request is given up. */
    left: Infinity,
    closed: new Set<string>(),
    /** How often the address of a track was signed; older ones no longer work. */
    signed: 1,
    async detail(id: string) {
      if (server.closed.has(id)) return fail('track.unknown');
      const playlist = `/media/sound/${id}/~${server.signed}/master.m3u8`;
      return ok({
        id,
        seconds: 12,
        peaks: 'AA==',
        playlist,
        expires: null,
        bytes: { aac128: 600 },
        similar: [],
        words: 0,
      });
    },
    async fetch(path: string, init: RequestInit): Promise<Response> {
      const [, , , id = '', ticket, name = ''] = path.split('/');
      if (ticket !== `~${server.signed}`) return new Response('', { status: 403 });
      const pieces = names.get(id) ?? [];
      if (name === 'aac128.m3u8') return new Response(playlistOf(pieces));
      const hash = name.split('.')[0] ?? '';
      server.asked.push(hash);
      if (server.left-- <= 0)
        return new Promise((_, failed) => init.signal?.addEventListener('abort', () => failed(init.signal?.reason)));
      const bytes = files.get(hash)?.slice() ?? new Uint8Array();
      if (server.wrong-- > 0) bytes[0] = (bytes[0] ?? 0) ^ 1;
      return new Response(bytes);
    },
  };
  return server;
}

let world: World;
let server: ReturnType<typeof soundServer>;
beforeEach(async () => {
  world = makeWorld();
  server = soundServer();
  provideEnv({
    ...world.env,
    fetch: (path, init) => (path.startsWith('/media/sound') ? server.fetch(path, init) : world.env.fetch(path, init)),
  });
  provideDetails(server.detail);
  // jsdom has none.
  Object.assign(globalThis, { MediaSource: { isTypeSupported: () => true } });
  forgetDetails();
  await as(MEMBER);
});
afterEach(() => {
  closeSounds();
  shutDown();
  provideDetails();
});
const stateOf = async (id: string) => (await soundsDb().sounds.get(id))?.state;
const pieces = (): Promise<number> => soundsDb().pieces.count();

it('L5: a sound that is killed goes on at the missing piece, and is heard from the device as the server has it', async () => {
  await want(album, [one]);
  server.left = 2;
  const killed = new AbortController();
  const run = fetchSound('one', killed.signal, none);
  await expect.poll(() => server.asked).toHaveLength(3);
  killed.abort();
  await expect(run).rejects.toThrow('abort');
  closeSounds();
  expect([await pieces(), await keptList('one')]).toEqual([2, null]);
  server.left = Infinity;
  server.asked.length = 0;
  // The address ended meanwhile.
  server.signed++;
  await takeAlong(album, [one, two]);
  expect(server.asked).toEqual([server.names.get('one')?.[2], ...(server.names.get('two') ?? []).slice(1)]);
  provideDetails(async () => fail('network'));
  const found = await soundOf('one');
  if (!found.ok) throw new Error(found.error.code);
  const { signal } = new AbortController();
  const whole = await found.value.list('aac128', signal);
  expect([found.value.along, found.value.qualities]).toEqual([true, ['aac128']]);
  expect(whole).toMatchObject({ pieces: server.names.get('one'), seconds: [6, 6], length: 12, peaks: 'AA==' });
  expect(await found.value.piece(whole, 1, signal)).toEqual(piece('one a'));
});

it('L5: a wrong piece is asked for once more; wrong again, it stops with a code and goes on later', async () => {
  server.wrong = 1;
  await takeAlong(album, [one]);
  expect(server.asked).toHaveLength(4);
  server.wrong = 2;
  await takeAlong(list, [two]);
  expect(await soundsDb().sounds.get('two')).toMatchObject({ state: 'paused', fault: 'bad_piece' });
  await resumeSounds(await soundsDb().sounds.toArray());
  expect([await stateOf('one'), await stateOf('two')]).toEqual(['here', 'here']);
});

it('L5: a sound that two lists and two members name is fetched and stored once, and goes with the last of them', async () => {
  await takeAlong(album, [one, two]);
  expect(await pieces()).toBe(5);
  server.asked.length = 0;
  await takeAlong(list, [one]);
  await as(OTHER);
  expect(await keptList('one')).toBeNull();
  await takeAlong(list, [one]);
  expect([server.asked, await pieces(), (await keptList('one'))?.length]).toEqual([[], 5, 12]);
  await as(MEMBER);
  await leaveBehind('playlist p');
  await leaveBehind('album me Puits');
  expect([await pieces(), await stateOf('two'), await keptList('one')]).toEqual([3, undefined, null]);
  await as(OTHER);
  await closeMember('discard');
  await sweepSounds();
  expect(await pieces()).toBe(0);
});

it('L5: a list that is along is followed; what left it goes, unless its row is not here', async () => {
  await takeAlong(list, [one]);
  expect(await followList(list, [one, two], () => true)).toBe(true);
  expect(await stateOf('two')).toBe('going');
  await followList(list, [two], (id) => id !== 'one');
  expect((await wantedBy(MEMBER))[0]?.tracks).toEqual(['two', 'one']);
  await followList(list, [two], () => true);
  expect([await stateOf('one'), await stateOf('two'), await pieces()]).toEqual([undefined, 'going', 0]);
  expect(await followList(album, [one], () => true)).toBe(false);
});

it('L7: what is new in a show takes the place of what was; what the member left behind does not come back', async () => {
  const show = { kind: 'show', id: 's', title: 'Contes' } as const;
  const done = new Set<string>();
  const fresh = (id: string) => !done.has(id);
  const take = (tracks: readonly Track[]) => takeNew(show, tracks, fresh, () => true);
  await take([one]);
  await expect.poll(() => stateOf('one')).toBe('here');
  done.add('one');
  await take([two, one]);
  expect((await wantedBy(MEMBER))[0]?.tracks).toEqual(['two', 'one']);
  done.add('two');
  await take([two]);
  expect(await stateOf('one')).toBeUndefined();
  await leaveBehind('show s');
  await take([two, one]);
  expect(await wantedBy(MEMBER)).toEqual([]);
  // Over Wi-Fi alone.
  useEcoStore.setState({ mobileData: true });
  await want(show, [one]);
  expect(await nextMissing()).toBeUndefined();
  await want(album, [one]);
  expect((await nextMissing())?.track).toBe('one');
  useEcoStore.setState({ mobileData: false });
});

it('L5: what the member may not hear any more goes from the device, with a word', async () => {
  server.closed.add('one');
  await takeAlong(album, [one, two]);
  expect([await stateOf('one'), await stateOf('two')]).toEqual([undefined, 'here']);
  expect(await soundsDb().lost.toArray()).toEqual([{ member: MEMBER, track: 'one', title: 'Morceau one' }]);
});

it('L5: it waits for Wi-Fi where the member wants so, and goes on with a word of theirs; paused, it keeps what came', async () => {
  useEcoStore.setState({ wifiOnly: true, mobileData: true });
  const going = takeAlong(album, [one]);
  await expect.poll(() => stateOf('one')).toBe('going');
  expect(server.asked).toEqual([]);
  server.left = 1;
  fetchAnyway(await soundsDb().sounds.toArray());
  await expect.poll(() => server.asked).toHaveLength(2);
  await pauseSounds(await soundsDb().sounds.toArray());
  await going;
  useEcoStore.setState({ wifiOnly: false, mobileData: false });
  expect(await soundsDb().sounds.get('one')).toMatchObject({ state: 'paused', got: 200, fault: null });
  expect(await pieces()).toBe(1);
});

it('L5: under pressure the sound heard longest ago goes first, none of the last hour, and it stays listed', async () => {
  expect(await dropOldSounds(world.env, 1)).toBe(0);
  expect((await world.env.indexedDB.databases()).map((db) => db.name)).not.toContain(SOUNDS_DB);
  await takeAlong(album, [one, two]);
  const room = () => dropOldSounds(world.env, 1);
  expect(await room()).toBe(0);
  world.advance(2 * 3600_000);
  await heardNow('one');
  expect([await room(), await room()]).toEqual([600, 0]);
  expect([await stateOf('one'), await stateOf('two'), await pieces()]).toEqual(['here', 'away', 3]);
  expect((await soundsDb().sounds.get('two'))?.said.title).toBe('Morceau two');
});
