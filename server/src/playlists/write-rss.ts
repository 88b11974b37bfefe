/** A playlist as a feed that podcast apps follow: RSS 2.0 with the words of iTunes and Podcasting 2.0 (L7). Pure. */
import { escapeXml } from '../platform/http/escape-xml.ts';

export interface FedPlaylist {
  id: string;
  title: string;
  text: string;
  name: string | null;
  createdAt: Date;
}
export interface FedTrack {
  id: string;
  title: string;
  artists: string;
  seconds: number;
  cover: string | null;
  addedAt: Date;
  /** Of the track as one file. */
  bytes: number;
}
const tag = (name: string, text: string): string => (text === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`);
const coverOf = (origin: string, cover: string | null): string =>
  cover === null ? '' : `<itunes:image href="${escapeXml(`${origin}/media/pictures/${cover}-x.webp`)}"/>`;

/** @param origin our address, such as `https://egoejo.example`. @param type of each file. */
export function writeRss(list: FedPlaylist, tracks: readonly FedTrack[], origin: string, type: string): string {
  const items = tracks.map((track, i) =>
    [
      '<item>',
      tag('title', track.title),
      `<guid isPermaLink="false">${track.id}</guid>`,
      tag('pubDate', track.addedAt.toUTCString()),
      tag('itunes:author', track.artists),
      tag('itunes:duration', String(Math.round(track.seconds))),
      tag('itunes:episode', String(i + 1)),
      coverOf(origin, track.cover),
      `<enclosure url="${escapeXml(`${origin}/media/sound/${track.id}/open/whole.m4a`)}"`,
      ` length="${track.bytes}" type="${type}"/>`,
      '</item>',
    ].join(''),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0">',
    '<channel>',
    tag('title', list.title),
    tag('link', `${origin}/ecouter`),
    `<description>${escapeXml(list.text || list.title)}</description>`,
    '<atom:link rel="self" type="application/rss+xml"',
    ` href="${escapeXml(`${origin}/feeds/playlists/${list.id}.xml`)}"/>`,
    tag('itunes:author', list.name ?? ''),
    '<itunes:explicit>false</itunes:explicit><itunes:type>serial</itunes:type>',
    coverOf(origin, tracks.find((track) => track.cover !== null)?.cover ?? null),
    `<podcast:guid>${list.id}</podcast:guid><podcast:medium>podcast</podcast:medium>`,
    ...items,
    '</channel></rss>\n',
  ].join('');
}
