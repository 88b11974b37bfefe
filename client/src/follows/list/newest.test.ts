import { expect, it } from 'vitest';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { followId, type Follow, type Followed } from '@egoejo/shared/follows/model.ts';
import type { MemberId, StoryId } from '@egoejo/shared/platform/ids.ts';
import type { Story } from '@egoejo/shared/reading/model.ts';
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
  const on = (now: string) => newestOf(follows, works, texts, Date.parse(now));
  expect(on('2026-03-06T00:00:00Z').map(({ id, fresh }) => [id, fresh])).toEqual([
    ['conte', true],
    ['pluie', true],
    ['cahier', false],
    ['reve', false],
  ]);
  expect(on('2026-03-18T00:00:00Z').map(({ fresh }) => fresh)).toEqual([true, false, false, false]);
});
