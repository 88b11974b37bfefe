import { expect, it } from 'vitest';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { followId, type Follow, type Followed } from '@egoejo/shared/follows/model.ts';
import type { MemberId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { Story } from '@egoejo/shared/reading/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { newestOf } from './newest.ts';

const AWA = '00000000-0000-4000-8000-000000000001' as MemberId;
const followed = (of: Followed, since: string): Follow => ({ id: followId(of), of, since });
const follows = [
  followed({ kind: 'author', key: 'Aimé Césaire', name: '' }, '2026-03-02T00:00:00Z'),
  followed({ kind: 'author', key: 'King, Martin Luther', name: '' }, '2026-03-02T00:00:00Z'),
  followed({ kind: 'category', key: 'children', name: '' }, '2026-03-04T00:00:00Z'),
  followed({ kind: 'member', key: AWA, name: 'Awa' }, '2026-03-02T00:00:00Z'),
];
const work = (id: string, authors: string, categories: string, addedAt: string) =>
  ({ id, title: id, authors, categories, languages: 'fr', addedAt }) as Work;
const text = (id: string, author: MemberId | null, createdAt: string, state: 'published' | 'withdrawn') =>
  ({ id: id as StoryId, title: id, authors: 'Text: Awa', language: 'fr', author, createdAt, state }) as Story;
const track = (id: string, more: Partial<Track> = {}) =>
  ({
    id,
    title: id,
    artists: '',
    memberName: 'Awa',
    language: 'wo',
    member: AWA,
    state: 'ready',
    visibility: 'public',
    addedAt: '2026-03-04T00:00:00Z',
    ...more,
  }) as Track;

it('B13: the page of what one follows shows its works and texts, the newest first, and which came since', () => {
  const works = [
    work('cahier', 'Autre, AIME CESAIRE, …', '', '2026-03-01T00:00:00Z'),
    work('conte', 'Zoé', 'children tales', '2026-03-05T00:00:00.5Z'),
    work('reve', 'Zoé, King, Martin Luther', '', '2026-02-28T00:00:00Z'),
    work('autre', 'King, Martin, Luther', '', '2026-03-05T00:00:00Z'),
    work('roman', 'Zoé', 'fiction', '2026-03-05T00:00:00Z'),
  ];
  const texts = [
    text('pluie', AWA, '2026-03-03T00:00:00Z', 'published'),
    text('vent', AWA, '2026-03-03T00:00:00Z', 'withdrawn'),
    text('sable', null, '2026-03-03T00:00:00Z', 'published'),
  ];
  const on = (now: string) => newestOf(follows, { works, texts, tracks: [], episodes: new Set() }, Date.parse(now));
  expect(on('2026-03-06T00:00:00Z').map(({ id, fresh }) => [id, fresh])).toEqual([
    ['conte', true],
    ['pluie', true],
    ['cahier', false],
    ['reve', false],
  ]);
  expect(on('2026-03-18T00:00:00Z').map(({ fresh }) => fresh)).toEqual([true, false, false, false]);
});

it('L8: the page of what one follows shows the tracks of members, but no episodes of their shows', () => {
  const tracks = [
    track('puits', { artists: 'Les voisins' }),
    track('reveil', { addedAt: '2026-03-01T00:00:00Z' }),
    track('route', { addedAt: '2026-03-01T00:00:00Z' }),
    track('episode'),
    track('brouillon', { visibility: 'private' }),
    track('en chemin', { state: 'preparing' }),
    track('autre', { member: '00000000-0000-4000-8000-000000000002' as MemberId }),
    track('ancien', { member: null }),
  ];
  const things = { works: [], texts: [], tracks, episodes: new Set(['episode']) };
  const newest = newestOf(follows, things, Date.parse('2026-03-06T00:00:00Z'));
  expect(newest.map(({ kind, id, authors, fresh }) => [kind, id, authors, fresh])).toEqual([
    ['track', 'puits', 'Les voisins', true],
    ['track', 'route', 'Awa', false],
    ['track', 'reveil', 'Awa', false],
  ]);
});
