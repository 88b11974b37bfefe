/** Reads the feed of a show: RSS 2.0 with the words of iTunes, Podcasting 2.0 and Podlove, or Atom. Pure. */
import {
  EPISODE_TEXT,
  MOST_ADDRESS,
  MOST_CHAPTERS,
  MOST_EPISODES,
  plainAddress,
  SHOW_TEXT,
  type Episode,
} from '@egoejo/shared/shows/model.ts';
import { childrenOf, declaresEntities, parseXml, wholeText, xmlText, type Element } from '../platform/files/xml.ts';
import { plainText, plainTitle, secondsOf } from './plain-text.ts';

/** What a feed says about an episode. */
export interface ReadEpisode extends Pick<
  Episode,
  'title' | 'text' | 'seconds' | 'bytes' | 'season' | 'number' | 'explicit' | 'chapters'
> {
  /** What the feed calls it, whatever becomes of its title and its address. */
  guid: string;
  /** ISO 8601; null if the feed does not say. */
  publishedAt: string | null;
  /** The address of its sound. */
  enclosure: string;
  /** '' if there is none. */
  chaptersUrl: string;
  wordsUrl: string;
}
export interface ReadShow {
  title: string;
  text: string;
  byline: string;
  language: string;
  site: string;
  /** The addresses of its picture, and of the feed that takes its place; '' if there is none. */
  coverUrl: string;
  movedTo: string;
  /** The newest ones. */
  episodes: ReadEpisode[];
}

const ITUNES = /itunes/i;
const PODCAST = /podcastindex|podcast-namespace|^podcast$/i;
const PODLOVE = /podlove|^psc$/i;
const MEDIA = /^(?:$|audio\/|video\/|application\/(?:ogg|octet-stream|mp4))/i;
const MOST_NUMBER = 2 ** 31 - 1;
/** Before podcasts, and after them: dates out of these are mistakes. */
const [FIRST_DATE, LAST_DATE] = [Date.UTC(1970), Date.UTC(10_000)];

/** @param base the address that the bytes came from. @returns null: they are no feed. */
export function readShow(bytes: Uint8Array, base: string): ReadShow | null {
  const text = xmlText(bytes);
  if (declaresEntities(text)) return null;
  const root = parseXml(text);
  const atom = root?.name === 'feed';
  const channel = atom ? root : own(root, 'channel');
  if (!root || !channel || !(atom || root.name === 'rss' || root.name === 'RDF')) return null;
  const title = plainTitle(textOf(channel, 'title'), SHOW_TEXT.title);
  if (title === '') return null;
  const items = childrenOf(atom || root.name === 'rss' ? channel : root, atom ? 'entry' : 'item');
  const byGuid = new Map(items.flatMap((item) => headOf(item, base) ?? []).map((head) => [head.guid, head]));
  const newest = [...byGuid.values()].toSorted((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? ''));
  const language =
    /^[a-z]{2,3}(?:-[a-z\d]{1,8})*/i.exec(textOf(channel, 'language').trim())?.[0].slice(0, SHOW_TEXT.language) ?? '';
  return {
    title,
    text: plainText(
      firstOf(textOf(channel, 'description'), textOf(channel, 'subtitle'), of(channel, ITUNES, 'summary')),
      SHOW_TEXT.text,
    ),
    byline: plainTitle(firstOf(of(channel, ITUNES, 'author'), authorOf(channel)), SHOW_TEXT.author),
    language,
    site: addressOf(linkOf(channel), base),
    coverUrl: addressOf(coverOf(channel), base),
    movedTo: plainAddress(of(channel, ITUNES, 'new-feed-url')),
    episodes: newest.slice(0, MOST_EPISODES).map((head) => episodeOf(head, base, language)),
  };
}

/** By which an episode is known and sorted: the rest of it is read if it is among the newest ones. */
interface Head extends Pick<ReadEpisode, 'guid' | 'publishedAt'> {
  item: Element;
  sound: { url: string; bytes: number | null };
}
function headOf(item: Element, base: string): Head | null {
  const sound = soundOf(item, base);
  if (!sound) return null;
  const guid = (textOf(item, 'guid') || textOf(item, 'id')).trim() || sound.url;
  const at = Date.parse(
    textOf(item, 'pubDate') || textOf(item, 'published') || textOf(item, 'updated') || anyText(item, 'date'),
  );
  const publishedAt = at >= FIRST_DATE && at < LAST_DATE ? new Date(at).toISOString() : null;
  return { item, sound, guid, publishedAt };
}

function episodeOf({ item, sound, guid, publishedAt }: Head, base: string, language: string): ReadEpisode {
  const said = firstOf(
    anyText(item, 'encoded'),
    textOf(item, 'description'),
    of(item, ITUNES, 'summary'),
    textOf(item, 'content'),
    textOf(item, 'summary'),
  );
  const seconds = secondsOf(of(item, ITUNES, 'duration'));
  const chapters = named(item, PODCAST, 'chapters')?.attributes['url'] ?? '';
  return {
    guid,
    title: plainTitle(firstOf(textOf(item, 'title'), of(item, ITUNES, 'title')), EPISODE_TEXT.title) || '—',
    text: plainText(said, EPISODE_TEXT.text),
    publishedAt,
    seconds: seconds === null ? null : whole(Math.round(seconds)),
    bytes: sound.bytes,
    season: whole(Number(firstOf(of(item, PODCAST, 'season'), of(item, ITUNES, 'season')))),
    number: whole(Number(firstOf(of(item, PODCAST, 'episode'), of(item, ITUNES, 'episode')))),
    explicit: /^(?:yes|true|explicit)$/i.test(of(item, ITUNES, 'explicit').trim()),
    chapters: inlineChapters(item),
    enclosure: sound.url,
    chaptersUrl: addressOf(chapters, base),
    wordsUrl: addressOf(transcriptOf(item, language), base),
  };
}

/** Kinds of transcripts that can be read, the best first: with times, as a text. */
const TRANSCRIPTS = [
  'text/vtt',
  'application/x-subrip',
  'application/srt',
  'text/srt',
  'application/json',
  'text/plain',
];

const mainLanguage = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/**
 * Returns the address of an episode's transcript (Podcasting 2.0), or '' if it has none that the app can read. A
 * transcript in the language of the show comes before translations.
 */
function transcriptOf(item: Element, language: string): string {
  const all = childrenOf(item, 'transcript')
    .filter((e) => PODCAST.test(e.ns))
    .map(({ attributes }) => ({
      url: attributes['url'] ?? '',
      place: TRANSCRIPTS.indexOf((attributes['type'] ?? '').split(';')[0]!.trim().toLowerCase()),
      translated: mainLanguage(attributes['language'] ?? language) === mainLanguage(language) ? 0 : 1,
    }));
  return (
    all.filter(({ place }) => place >= 0).toSorted((a, b) => a.translated - b.translated || a.place - b.place)[0]
      ?.url ?? ''
  );
}

/** The sound of an episode: its enclosure, or an Atom link to one. */
function soundOf(item: Element, base: string): { url: string; bytes: number | null } | null {
  const enclosures = childrenOf(item, 'enclosure').map((e) => ({ ...e.attributes, url: e.attributes['url'] }));
  const links = childrenOf(item, 'link')
    .filter((l) => l.attributes['rel'] === 'enclosure')
    .map((l) => ({ ...l.attributes, url: l.attributes['href'] }));
  for (const { url, type, length } of [...enclosures, ...links] as Record<string, string | undefined>[]) {
    const address = addressOf(url ?? '', base);
    if (address !== '' && MEDIA.test((type ?? '').trim())) return { url: address, bytes: whole(Number(length)) };
  }
  return null;
}

/** Chapters that stand in the feed itself (Podlove Simple Chapters). */
function inlineChapters(item: Element): Episode['chapters'] {
  const chapters = childrenOf(named(item, PODLOVE, 'chapters'), 'chapter').map(({ attributes }) => ({
    startTime: secondsOf(attributes['start'] ?? '') ?? Number.NaN,
    title: attributes['title'],
  }));
  return chaptersOf(chapters);
}

/** The chapters of a file of Podcasting 2.0 (JSON); none if it is no such file. */
export function readChapters(json: string): Episode['chapters'] {
  try {
    const read: unknown = JSON.parse(json);
    const list: unknown = read !== null && typeof read === 'object' && 'chapters' in read ? read.chapters : null;
    return Array.isArray(list) ? chaptersOf(list) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
const chaptersOf = (list: readonly unknown[]): Episode['chapters'] =>
  list
    .flatMap((chapter) => {
      const { startTime, title, toc } = Object(chapter) as Record<string, unknown>;
      const at = typeof startTime === 'number' || typeof startTime === 'string' ? Number(startTime) : Number.NaN;
      const text = typeof title === 'string' ? plainTitle(title, EPISODE_TEXT.chapter) : '';
      return text === '' || toc === false || !Number.isFinite(at) || at < 0 ? [] : [{ at, title: text }];
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, MOST_CHAPTERS);

const firstOf = (...texts: string[]): string => texts.find((text) => text.trim() !== '') ?? '';
const whole = (n: number): number | null => (Number.isInteger(n) && n > 0 && n <= MOST_NUMBER ? n : null);

/** A child of the element's own words, not one of an extension. */
const own = (e: Element | null | undefined, name: string): Element | undefined => childrenOf(e, name, e?.ns)[0];
const named = (e: Element, ns: RegExp, name: string): Element | undefined =>
  childrenOf(e, name).find((c) => ns.test(c.ns));
const textIn = (e: Element | undefined): string => (e ? wholeText(e) : '');
const textOf = (e: Element, name: string): string => textIn(own(e, name));
const of = (e: Element, ns: RegExp, name: string): string => textIn(named(e, ns, name));
const anyText = (e: Element, name: string): string => textIn(childrenOf(e, name)[0]);

const authorOf = (channel: Element): string => {
  const author = own(channel, 'author');
  return firstOf(author ? textOf(author, 'name') : '', textOf(channel, 'managingEditor'), anyText(channel, 'creator'));
};
const coverOf = (channel: Element): string => {
  const image = own(channel, 'image');
  return (
    named(channel, ITUNES, 'image')?.attributes['href'] ??
    firstOf(image ? textOf(image, 'url') : '', textOf(channel, 'logo'), textOf(channel, 'icon'))
  );
};
function linkOf(channel: Element): string {
  const links = childrenOf(channel, 'link', channel.ns);
  const page = links.find((l) => ['alternate', undefined].includes(l.attributes['rel']));
  return page ? firstOf(wholeText(page), page.attributes['href'] ?? '') : '';
}
/** An address that may be relative; '' if it is none of http or https. */
function addressOf(text: string, base: string): string {
  const url = text.trim() === '' ? null : URL.parse(text.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return '';
  return url.href.length <= MOST_ADDRESS ? url.href : '';
}
