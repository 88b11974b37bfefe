import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { MOST_CHAPTERS, MOST_EPISODES, plainAddress } from '@egoejo/shared/shows/model.ts';
import { onRealData } from '../testing/real-data.ts';
import { feedOf } from '../testing/shows.ts';
import { plainText, secondsOf } from './plain-text.ts';
import { readChapters, readShow } from './read-feed.ts';

const AT = 'https://example.com/feed.xml';
const read = (xml: string) => readShow(Buffer.from(xml), AT);

onRealData(
  'podcast/podcasting-2.0-example.xml',
  'L7: the example feed of Podcasting 2.0 is read whole',
  async (path) => {
    const show = readShow(await readFile(path), AT);
    expect(show).toMatchObject({
      title: 'Podcasting 2.0 Namespace Example',
      byline: 'john@example.com (John Doe)',
      language: 'en-US',
      site: 'https://example.com/podcast',
      coverUrl: 'https://example.com/images/pci_avatar-massive.jpg',
      movedTo: '',
    });
    expect(show?.episodes.map((e) => [e.guid, e.number, e.season, e.bytes])).toEqual([
      ['https://example.com/ep0003', 3, 1, 43_200_000],
      ['https://example.com/ep0002', 2, 1, 43_113_000],
      ['https://example.com/ep0001', 1, 1, expect.any(Number)],
    ]);
    expect(show?.episodes[0]).toMatchObject({
      text: 'A look into the future of podcasting and how we get to Podcasting 2.0!',
      publishedAt: '2020-10-09T04:30:38.000Z',
      explicit: false,
      enclosure: 'https://example.com/file-03.mp3',
      chaptersUrl: 'https://example.com/ep3_chapters.json',
      wordsUrl: 'https://example.com/ep3/transcript.txt',
    });
    const chapters = readChapters(await readFile(join(dirname(path), 'chapters.json'), 'utf8'));
    expect([chapters.length, chapters[1]]).toEqual([9, { at: 168, title: 'Hearing Aids' }]);
  },
);

onRealData(
  'podcast/psc-rss2.0simplechapter.xml',
  'L7: chapters of Podlove stand in the feed; Atom is read too',
  async (path) => {
    const [episode] = readShow(await readFile(path), AT)?.episodes ?? [];
    expect(episode?.chapters).toEqual([
      { at: 0, title: 'Welcome' },
      { at: 187.25, title: 'Introducing Podlove' },
      { at: 506, title: 'Podlove WordPress Plugin' },
      { at: 762.345, title: 'Resumée' },
    ]);
    const atom = await readFile(join(dirname(path), 'psc-atomsimplechapterexternal.xml'));
    expect(readShow(atom, AT)?.episodes).toMatchObject([
      { title: 'Fiat Lux', enclosure: 'http://podlove.org/files/fiatlux.mp3', publishedAt: '2012-03-26T23:25:19.000Z' },
    ]);
  },
);

it('L7: what is no feed, or would grow when it is read, is none', () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
    <rss><channel><title>&b;</title></channel></rss>`;
  for (const text of [
    '',
    'hello',
    '<html><body>Not found</body></html>',
    '{"chapters":[]}',
    bomb,
    '<rss><channel/></rss>',
  ])
    expect(read(text), text).toBeNull();
  expect(readChapters('{"chapters":[{"title":"a","startTime":{"valueOf":1,"toString":1}}]}')).toEqual([]);
  expect([readChapters('<html>'), readChapters('{"chapters": {}}'), readChapters('[1]')]).toEqual([[], [], []]);
  expect(
    readChapters(JSON.stringify({ chapters: [...Array(500).keys()].map((startTime) => ({ startTime, title: 'a' })) })),
  ).toHaveLength(MOST_CHAPTERS);
});

it('L7: the newest episodes are kept; one without a name of its own is known by its address', () => {
  expect(read(feedOf('https://a.example', MOST_EPISODES + 5))?.episodes.at(0)?.title).toBe(
    `Épisode ${MOST_EPISODES + 5}`,
  );
  expect(read(feedOf('https://a.example', MOST_EPISODES + 5))?.episodes).toHaveLength(MOST_EPISODES);
  const item = (inner: string) => read(`<rss><channel><title>T</title><item>${inner}</item></channel></rss>`)?.episodes;
  expect(item('<enclosure url="/1.mp3" type="audio/mpeg"/>')).toMatchObject([
    { guid: 'https://example.com/1.mp3', title: '—', publishedAt: null, seconds: null },
  ]);
  expect(item('<enclosure url="/1.pdf" type="application/pdf"/>')).toEqual([]);
  expect(item('<enclosure url="file:///etc/passwd" type="audio/mpeg"/>')).toEqual([]);
});

it('L7: markup becomes text in paragraphs, and scripts leave nothing', () => {
  const html = '<p>Un &amp; deux</p><script>alert(1)</script><ul><li>a</li><li>b <b>c</b></li></ul><style>p{}</style>';
  expect(plainText(html, 100)).toBe('Un & deux\n\na\n\nb c');
  expect(plainText(`<p>${'é'.repeat(50)}</p>`, 10)).toHaveLength(10);
  expect(['3723', '62:03', '1:02:03', '08:26', '12:42.345', 'about an hour', ''].map(secondsOf)).toEqual([
    3723,
    3723,
    3723,
    506,
    762.345,
    null,
    null,
  ]);
});

it('L7: one feed has one address', () => {
  const one = 'https://example.com/feed?a=1';
  for (const text of [
    one,
    ' feed://EXAMPLE.com/feed?a=1#x ',
    'example.com:443/feed?a=1',
    'podcast:https://example.com/feed?a=1',
  ])
    expect(plainAddress(text), text).toBe(one);
  for (const text of [
    '',
    'localhost',
    'ftp://example.com',
    'https://u:p@example.com',
    'a b.com',
    'javascript:alert(1)',
  ])
    expect(plainAddress(text), text).toBe('');
});
