import type { CommunityId, EpisodeId, MemberId, ShowId } from '@egoejo/shared/platform/ids.ts';
import { sha256Hex } from '@egoejo/shared/platform/sha256.ts';
import type { Episode, Show } from '@egoejo/shared/shows/model.ts';
import { MOST_OPML, newestFirst } from '@egoejo/shared/shows/order.ts';
import { expect, it } from 'vitest';
import { groupsOf, listedIn, MOST_ALONG, newSince, ownOf, unknownOf } from './list.ts';

const me = 'me' as MemberId;
const show = (id: string, more: Partial<Show> = {}): Show => ({
  id: id as ShowId,
  member: me,
  memberName: 'Awa',
  visibility: 'private',
  community: null,
  feed: `https://${id}.example/feed`,
  feedHash: sha256Hex(`https://${id}.example/feed`),
  title: id,
  text: '',
  author: '',
  language: '',
  site: '',
  cover: null,
  state: 'ready',
  code: null,
  params: {},
  addedAt: '2026-01-01T00:00:00.000Z',
  refreshedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const episode = (id: string, day: number): Episode => ({
  id: id as EpisodeId,
  show: 'show' as ShowId,
  title: id,
  text: '',
  publishedAt: `2026-01-0${day}T00:00:00.000Z`,
  seconds: null,
  bytes: null,
  season: null,
  number: null,
  explicit: false,
  chapters: [],
  state: 'offered',
  code: null,
  params: {},
  track: null,
});
const names = (those: readonly { id: string }[]): string[] => those.map(({ id }) => id);

it('L7: shows are listed by why the member has them, those with news first', () => {
  const other = { member: 'other' as MemberId, feed: '' };
  const shows = [
    show('open', { ...other, visibility: 'public' }),
    show('club', { ...other, visibility: 'community', community: 'club' as CommunityId }),
    show('followed', { ...other, visibility: 'public', refreshedAt: '2026-02-01T00:00:00.000Z' }),
    show('old'),
    show('awaited', { state: 'awaited', refreshedAt: null }),
  ];
  const groups = groupsOf(shows, me, new Set(['followed']));
  expect(groups.map(({ whose, shows: those }) => [whose, ...names(those)])).toEqual([
    ['mine', 'awaited', 'followed', 'old'],
    ['communities', 'club'],
    ['everybody', 'open'],
  ]);
  expect(groupsOf(shows.slice(0, 1), null, new Set()).map(({ whose }) => whose)).toEqual(['everybody']);
});

it('L7: of what came out since a show is followed, the newest episodes are taken along', () => {
  const episodes = [3, 1, 5, 2, 4].map((n) => episode(`e${n}`, n));
  expect(names(newestFirst(episodes))).toEqual(['e5', 'e4', 'e3', 'e2', 'e1']);
  expect(names(newSince(episodes, '2026-01-03T00:00:00.000Z'))).toEqual(['e5', 'e4']);
  expect(newSince(episodes, '2025-01-01T00:00:00.000Z')).toHaveLength(MOST_ALONG);
});

it('L7: a list of another app is read: each feed once, under its title, without what is no address', () => {
  const opml = `<?xml version="1.0"?><opml version="1.0"><!-- <outline xmlUrl="https://away.example/rss"/> --><body>
    <outline text="Jazz & blues">
    <outline type="rss" text="Contes &amp; récits" xmlUrl="https://contes.example/feed#x"/>
    <outline text="Encore" xmlurl="feed://contes.example/feed"/>
    <outline title="Radio" text="r" xmlUrl="http://radio.example/rss"/>
    <outline xmlUrl="https://nameless.example/rss"/><outline text="Faux" xmlUrl="javascript:alert(1)"/>
    </outline></body></opml>`;
  const listed = [
    { title: 'Contes & récits', feed: 'https://contes.example/feed' },
    { title: 'Radio', feed: 'http://radio.example/rss' },
    { title: 'nameless.example', feed: 'https://nameless.example/rss' },
  ];
  expect(listedIn(opml)).toEqual(listed);
  // The address of a shared show is not told, also not to who added it.
  expect(unknownOf(listed, [show('contes', { feed: '' })], me)).toEqual(listed.slice(1));
  expect(unknownOf(listed, [show('contes')], 'other')).toEqual(listed);
  expect(listedIn('<rss version="2.0"><channel/></rss>')).toBeNull();
  const many = Array.from({ length: MOST_OPML + 1 }, (_, i) => `<outline xmlUrl="https://${i}.example/"/>`).join('');
  expect(listedIn(`<opml><body>${many}</body></opml>`)).toHaveLength(MOST_OPML);
});

it('L7: what a member added is not added twice, except for another community', () => {
  const [one, two] = ['one', 'two'] as CommunityId[];
  const there = show('contes', { visibility: 'community', community: one! });
  const found = (to: Pick<Show, 'visibility' | 'community'>, who: MemberId | null = me) =>
    ownOf('https://contes.example/feed', [there], who, to)?.id;
  expect(found({ visibility: 'private', community: null })).toBe('contes');
  expect(found({ visibility: 'community', community: one! })).toBe('contes');
  expect(found({ visibility: 'community', community: two! })).toBeUndefined();
  expect(found({ visibility: 'private', community: null }, 'other' as MemberId)).toBeUndefined();
});
