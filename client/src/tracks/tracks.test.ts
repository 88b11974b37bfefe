import { MOST_PEAKS, type Track } from '@egoejo/shared/tracks/model.ts';
import type { CommunityId, MemberId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { expect, it } from 'vitest';
import { base64 } from '../platform/values/base64.ts';
import { guessOf } from './file-name.ts';
import { chosen, linesOf, NO_FILTER, valuesOf } from './list.ts';
import { barsOf } from './player/peaks.ts';
import { playlistOf, unwanted } from './player/quality.ts';
import { moved, queueFrom } from './player/queue.ts';

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

it('L4: a track is heard in the qualities that the eco level allows, and always in one', () => {
  const levels = [
    { bitrate: 26_000, audioCodec: 'opus' },
    { bitrate: 36_000, audioCodec: 'mp4a.40.2' },
    { bitrate: 70_000, audioCodec: 'mp4a.40.2' },
    { bitrate: 140_000, audioCodec: 'mp4a.40.2' },
  ];
  expect([128, 64, 32].map((most) => unwanted(levels, most))).toEqual([[0], [3, 0], [3, 2, 1]]);
  expect(unwanted(levels.slice(1), 32)).toEqual([2, 1]);
  expect(unwanted(levels.slice(3), 32)).toEqual([]);
  expect(playlistOf('/media/sound/x/-/master.m3u8', 64)).toBe('/media/sound/x/-/aac64.m3u8');
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
