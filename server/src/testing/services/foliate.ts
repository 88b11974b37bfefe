/** A reading app that walks a catalogue: the client of Foliate (foliate-js), over HTTP as the app uses it. */
import {
  getFeed,
  getOpenSearch,
  getSearch,
  isOPDSCatalog,
  REL,
  type OpdsFeed,
  type OpdsLink,
} from 'foliate-js/opds.js';
import { JSDOM } from 'jsdom';

const has = (link: OpdsLink, rel: string): boolean => [link.rel ?? []].flat().some((r) => r.startsWith(rel));
const documentOf = (xml: string): Document =>
  new new JSDOM('').window.DOMParser().parseFromString(xml, 'application/xml');

export interface OpenedFeed extends OpdsFeed {
  address: string;
}
/** @param password of reading apps; null: a visitor's app. @throws at any answer but 200 */
export function foliate(password: string | null) {
  const headers: Record<string, string> =
    password === null ? {} : { authorization: `Basic ${Buffer.from(`reader:${password}`).toString('base64')}` };
  const get = async (address: string): Promise<Response> => {
    const answer = await fetch(address, { headers });
    if (answer.status !== 200) throw new Error(`${answer.status} for ${address}`);
    return answer;
  };
  const open = async (address: string): Promise<OpenedFeed> => {
    const answer = await get(address);
    const type = answer.headers.get('content-type') ?? '';
    if (!isOPDSCatalog(type)) throw new Error(`${address} is ${type}`);
    const feed = type.includes('json') ? ((await answer.json()) as OpdsFeed) : getFeed(documentOf(await answer.text()));
    return { ...feed, address };
  };
  /** The feed that a link of another one leads to. */
  const follow = (from: OpenedFeed, link: OpdsLink): Promise<OpenedFeed> => open(new URL(link.href, from.address).href);
  return {
    open,
    follow,
    /** The page after this one; null: it is the last. */
    async next(feed: OpenedFeed): Promise<OpenedFeed | null> {
      const link = feed.links.find((l) => has(l, 'next'));
      return link ? follow(feed, link) : null;
    },
    /** The works that the search of the feed finds. */
    async search(feed: OpenedFeed, words: string): Promise<OpenedFeed> {
      const link = feed.links.find((l) => has(l, 'search'));
      if (!link) throw new Error('no search');
      if (isOPDSCatalog(link.type ?? '')) {
        const { search } = await getSearch(link);
        return open(new URL(search(new Map([[null, new Map([['query', words]])]])), feed.address).href);
      }
      const described = await get(new URL(link.href, feed.address).href);
      const { search } = getOpenSearch(documentOf(await described.text()));
      return open(search(new Map([[null, new Map([['searchTerms', words]])]])));
    },
    /** The file of a work. */
    async download(feed: OpenedFeed, title: string): Promise<Buffer> {
      const links = feed.publications?.find((p) => p.metadata.title === title)?.links ?? [];
      const link = links.find((l) => has(l, REL.ACQ) && l.type === 'application/epub+zip');
      if (!link) throw new Error(`no file of ${title}`);
      return Buffer.from(await (await get(new URL(link.href, feed.address).href)).arrayBuffer());
    },
  };
}
