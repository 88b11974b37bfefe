import { MOST_PEAKS, SOUND_QUALITIES, type Track } from '@egoejo/shared/tracks/model.ts';
import type { CommunityId, MemberId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { expect, it } from 'vitest';
import { base64 } from '../platform/values/base64.ts';
import { guessOf } from './file-name.ts';
import { chosen, linesOf, NO_FILTER, ofArtist, valuesOf } from './list.ts';
import { chapterAt } from './player/chapters.ts';
import { barsOf } from './player/peaks.ts';
import { leadIn, lengthOf, pieceAt } from './player/timeline.ts';
import { bestQuality, playlistOf } from './player/quality.ts';
import { wholeLastFrame } from './player/mp4.ts';
import { moved, queueFrom, sameQueue } from './player/queue.ts';
import { keepQueue, keptQueue } from './player/kept-queue.ts';

const me = 'me' as MemberId;
const track = (id: string, more: Partial<Track> = {}): Track => ({
  id: id as TrackId,
  member: me,
  memberName: 'Awa',
  visibility: 'private',
  community: null,
  title: id,
  artists: '',
  album: '',
  number: null,
  genre: '',
  language: '',
  licence: 'reserved',
  file: `${id}.mp3`,
  state: 'ready',
  code: null,
  params: {},
  seconds: 60,
  cover: null,
  addedAt: `2026-01-0${id}T00:00:00.000Z`,
  ...more,
});

it('L7: a chapter is heard from its place to that of the next one', () => {
  const chapters = [5, 60].map((at) => ({ at, title: `${at}` }));
  expect([0, 5, 59.9, 60, 900].map((place) => chapterAt(chapters, place))).toEqual([-1, 0, 0, 1, 1]);
  expect(chapterAt([], 3)).toBe(-1);
});

it('L4: the waveform has no more bars than fit, and each is as high as the loudest of its part', () => {
  const peaks = Uint8Array.from({ length: MOST_PEAKS }, (_, i) => (i === 500 ? 255 : 51));
  const bars = barsOf(base64(peaks), 80);
  expect(bars).toHaveLength(80);
  expect(bars.filter((bar) => bar === 1)).toHaveLength(1);
  expect(bars.indexOf(1)).toBe(40);
  expect(barsOf(base64(Uint8Array.of(0, 51)), 80)).toEqual([0, 0.2]);
  expect(barsOf('', 80)).toEqual([]);
});

it('L4: a queue has the tracks that can be heard, begins at the chosen one and ends', () => {
  const tracks = [track('1'), track('2', { state: 'preparing', seconds: null }), track('3')];
  const queue = queueFrom(tracks, '3');
  expect(queue.queue.map(({ id }) => id)).toEqual(['1', '3']);
  expect([queue.at, moved(queue, 1), moved(queue, -1)]).toEqual([1, null, 0]);
  expect(queueFrom(tracks, '2').at).toBe(-1);
  expect(moved(queueFrom([], '1'), 1)).toBeNull();
});

it('L4: two queues are the same with the same tracks in the same order, at the same one', () => {
  const [one, two] = [track('1'), track('2')];
  const queue = queueFrom([one, two], '1');
  expect(sameQueue(queue, queueFrom([{ ...one, title: 'Another name' }, two], '1'))).toBe(true);
  const others = [queueFrom([one, two], '2'), queueFrom([two, one], '2'), queueFrom([one], '1')];
  expect(others.map((other) => sameQueue(queue, other))).toEqual([false, false, false]);
});

it('L4: a track is heard as well as the eco level allows and the link brings, and always in some quality', () => {
  const of = (most: 128 | 64 | 32, link: number | null, now: Parameters<typeof bestQuality>[3] = null) =>
    bestQuality(SOUND_QUALITIES, most, link, now);
  // Before the link is known it begins light.
  expect([of(128, null), of(64, null), of(32, null)]).toEqual(['aac64', 'aac64', 'opus24']);
  expect([of(128, 1000), of(64, 1000), of(32, 1000)]).toEqual(['aac128', 'aac64', 'opus24']);
  expect([of(128, 100), of(128, 60), of(128, 40)]).toEqual(['aac64', 'aac32', 'opus24']);
  // A better quality needs twice its bit rate; the present one stays with 1.5 times.
  expect([of(128, 200, 'aac64'), of(128, 260, 'aac64'), of(128, 200, 'aac128')]).toEqual(['aac64', 'aac128', 'aac128']);
  expect([bestQuality(['aac128'], 32, 10, null), bestQuality(['aac32'], 32, 10, null)]).toEqual(['aac128', 'aac32']);
  expect(playlistOf('/media/sound/x/-/master.m3u8', 64)).toBe('/media/sound/x/-/aac64.m3u8');
});

it('L4: places of a track count from its first sound, not from what the encoder puts before it', () => {
  const list = { quality: 'aac64', pieces: ['init', 'a', 'b'], seconds: [6.016, 1.028479] } as const;
  expect(lengthOf(list)).toBeCloseTo(337_111 / 48_000, 5);
  expect(pieceAt(list, 0)).toEqual({ n: 1, from: 0, to: 6.016 - leadIn('aac64') });
  expect(pieceAt(list, 6)?.n).toBe(2);
  expect(pieceAt(list, pieceAt(list, 0)?.to ?? 0)?.n).toBe(2);
  expect(pieceAt(list, lengthOf(list))).toBeNull();
});

it('L4: the last frame of a track gets its whole length, and nothing else is changed', () => {
  const box = (name: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
    const content = parts.flatMap((part) => [...part]);
    const length = content.length + 8;
    return Uint8Array.of(0, 0, length >> 8, length & 0xff, ...new TextEncoder().encode(name), ...content);
  };
  const numbers = (...given: number[]): Uint8Array =>
    Uint8Array.from(given.flatMap((n) => [n >> 24, n >> 16, n >> 8, n]));
  // Flags and fields as ffmpeg writes them: two samples with their lengths in time and in bytes.
  const piece = (last: number): Uint8Array<ArrayBuffer> => {
    const header = box('tfhd', numbers(0x02_00_38, 1, 1024, 156, 0x02_00_00_00));
    const run = box('trun', numbers(0x03_01, 2, 500, 1024, 183, last, 77));
    return Uint8Array.from([...box('styp', numbers(1)), ...box('moof', box('traf', header, run)), ...box('mdat')]);
  };
  const cut = piece(215);
  wholeLastFrame(cut);
  expect(cut).toEqual(piece(1024));
  const broken = piece(215).subarray(0, 60);
  const before = broken.slice();
  wholeLastFrame(broken);
  expect(broken).toEqual(before);
});

it('L1: a list shows the newest first, the tracks of an album in its order, and finds by words without accents', () => {
  const tracks = [
    track('1', { title: 'Première', album: 'Été', number: 2, genre: 'conte' }),
    track('2', { title: 'Seule' }),
    track('3', { title: 'Ouverture', album: 'Été', number: 1 }),
    track('4', { title: 'Autre', member: 'other' as MemberId, album: 'Été', community: 'c' as CommunityId }),
  ];
  const shown = chosen(tracks, NO_FILTER, me);
  expect(linesOf(shown).map((line) => (line.kind === 'album' ? line.title : line.track.id))).toEqual([
    '4',
    'Été',
    '3',
    '1',
    '2',
  ]);
  const found = (filter: Partial<typeof NO_FILTER>) =>
    chosen(tracks, { ...NO_FILTER, ...filter }, me).map(({ id }) => id);
  expect(found({ query: 'ete premiere' })).toEqual(['1']);
  expect([found({ whose: 'communities' }), found({ whose: 'mine', genre: 'conte' })]).toEqual([['4'], ['1']]);
  expect(valuesOf(tracks, 'album')).toEqual(['Été']);
});

it('L1: the title and the number are guessed from the name of the file', () => {
  expect(guessOf('03 - Le_puits.mp3')).toEqual({ title: 'Le puits', number: 3 });
  expect(guessOf('1984.flac')).toEqual({ title: '1984', number: null });
  expect(guessOf('12.ogg')).toEqual({ title: '12', number: null });
  expect(guessOf('sans ending')).toEqual({ title: 'sans ending', number: null });
  expect(guessOf(`${'a'.repeat(300)}.wav`).title).toHaveLength(200);
});

it('L5: a queue is kept for its member alone, from the track before the one that is heard', () => {
  const { queue } = queueFrom([track('1'), track('2'), track('3')], '1');
  keepQueue({ queue, at: 2 }, 'me');
  expect(keptQueue('me')).toEqual({ queue: queue.slice(1), at: 1 });
  expect([keptQueue('other'), keptQueue('me')]).toEqual([null, null]);
  keepQueue({ queue, at: 0 }, null);
  keepQueue({ queue: [], at: -1 }, null);
  expect(keptQueue(null)).toBeNull();
});

it('L8: the page of an artist has their albums, the newest first and each in its order, then the other tracks', () => {
  const of = (id: string, album: string, number: number | null = null) => track(id, { album, number });
  const tracks = [of('1', 'Essais', 1), of('2', 'Contes', 2), of('3', 'Contes', 1), of('4', 'Essais', 2)];
  const { albums, alone } = ofArtist([...tracks, of('5', 'Seul'), of('6', '')]);
  expect(albums.map(({ id }) => id)).toEqual(['1', '4', '3', '2']);
  expect(alone.map(({ id }) => id)).toEqual(['6', '5']);
});
