import type { CommunityId, MemberId, PlaylistId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { itemIdOf, MOST_AT_ONCE, type Playlist, type PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import { byOrder } from '@egoejo/shared/playlists/order.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { expect, it } from 'vitest';
import { additions, groupsOf, linesOf, mayChange, orderOf, placeOf, sizeOf } from './list.ts';

const me = 'me' as MemberId;
const other = 'other' as MemberId;
const club = 'club' as CommunityId;
const list = (id: string, more: Partial<Playlist> = {}): Playlist => ({
  id: id as PlaylistId,
  member: me,
  memberName: 'Awa',
  title: id,
  text: '',
  visibility: 'private',
  community: null,
  together: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const items = (orders: string): PlaylistItem[] =>
  orders
    .split('')
    .map((n) => ({
      id: itemIdOf('list', `track ${n}`),
      playlist: 'list' as PlaylistId,
      track: `track ${n}` as TrackId,
      order: `a${n}`,
      addedAt: '',
    }));
const names = (those: readonly PlaylistItem[]): string => those.map(({ track }) => track.slice(6)).join('');
const after = (those: readonly PlaylistItem[], from: number, to: number): string =>
  names(those.map((item, i) => (i === from ? { ...item, order: orderOf(those, from, to) } : item)).toSorted(byOrder));

it('L6: a track that is moved stands where it was put, and the others keep their order', () => {
  const those = items('1234');
  expect([after(those, 0, 3), after(those, 3, 0), after(those, 1, 2), after(those, 2, 1)]).toEqual([
    '2341',
    '4123',
    '1324',
    '1324',
  ]);
  expect([placeOf('first', 2, 4), placeOf('up', 2, 4), placeOf('down', 2, 4), placeOf('last', 2, 4)]).toEqual([
    0, 1, 3, 3,
  ]);
  expect([placeOf('first', 0, 4), placeOf('up', 0, 4), placeOf('down', 3, 4), placeOf('last', 3, 4)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('L6: tracks are added at the end, each once, and not those that are there', () => {
  const tracks = ['track 2', 'track 9', 'track 9', 'track 8'] as TrackId[];
  const [act = [], ...none] = additions('list', items('12'), tracks);
  expect(none).toEqual([]);
  expect(act.map(({ track }) => track)).toEqual(['track 9', 'track 8']);
  expect('a2' < act[0]!.order && act[0]!.order < act[1]!.order).toBe(true);
  expect(additions('list', items('2'), tracks.slice(0, 1))).toEqual([]);
  const many = Array.from({ length: MOST_AT_ONCE + 1 }, (_, i) => `track ${i}` as TrackId);
  expect(additions('list', [], many).map((one) => one.length)).toEqual([MOST_AT_ONCE, 1]);
});

it('L6: a playlist is changed by its member, and by its community only together', () => {
  const theirs = list('1', { member: other, visibility: 'community', community: club });
  const joined = new Set([club]);
  expect([mayChange(list('1'), me, joined), mayChange(theirs, me, joined)]).toEqual([true, false]);
  expect(
    [true, false].map((inside) => mayChange({ ...theirs, together: true }, me, inside ? joined : new Set())),
  ).toEqual([true, false]);
  expect(mayChange(list('1', { member: null }), null, joined)).toBe(false);
});

it('L6: playlists are listed by whose they are, and a track that is not here counts without its length', () => {
  const lists = [
    list('open', { member: other, visibility: 'public' }),
    list('old'),
    list('new', { createdAt: '2026-02-01T00:00:00.000Z', visibility: 'public' }),
  ];
  expect(groupsOf(lists, me).map(({ whose, lists: those }) => [whose, ...those.map(({ id }) => id)])).toEqual([
    ['mine', 'new', 'old'],
    ['everybody', 'open'],
  ]);
  const known = new Map([['track 1', { seconds: 61 } as Track]]);
  expect(sizeOf(items('12'), known)).toEqual({ n: 2, seconds: 61 });
  expect(linesOf(items('12'), known).map(({ track }) => track?.seconds ?? null)).toEqual([61, null]);
});
