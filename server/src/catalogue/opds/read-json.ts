/** Reads OPDS 2.0: a feed or a single publication in JSON. What an entry says wrongly is left out alone. Pure. */
import * as z from 'zod';
import { oneLine } from '../../platform/files/xml.ts';
import { mediaType, resolved, type Feed, type Link, type Publication } from './feed.ts';

const LINE = 500;
const MOST = 5000;

/** A text, or one for each language: then the first. */
const text = z
  .union([z.string(), z.record(z.string(), z.string())])
  .transform((t) => oneLine(typeof t === 'string' ? t : Object.values(t)[0], LINE));
const named = z.union([text, z.object({ name: text }).transform((n) => n.name)]);
const listOf = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]).catch([]);
const link = z.object({
  href: z.string().max(4000),
  rel: listOf(z.string()).optional(),
  type: z.string().catch('').optional(),
  title: text.catch('').optional(),
  properties: z
    .object({ price: z.object({ value: z.number(), currency: z.string() }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
const metadata = z.object({
  title: text.catch(''),
  author: listOf(named).optional(),
  identifier: z.string().max(LINE).catch('').optional(),
  modified: z.string().max(LINE).catch('').optional(),
});
/** A list of which every wrong item is left out. */
const each = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.slice(0, MOST).flatMap((i) => {
        const parsed = item.safeParse(i);
        return parsed.success ? [parsed.data] : [];
      }),
    );
const publication = z.object({ metadata, links: each(link) });
const group = z.object({ publications: each(publication).optional() });
const feed = z.object({
  metadata,
  links: each(link).optional(),
  publications: each(publication).optional(),
  navigation: each(link).optional(),
  groups: each(group).optional(),
  facets: each(z.object({ links: each(link) })).optional(),
});

/** @param base the address that the text came from; '' if it came from a file. @returns null: it is no feed. */
export function readOpds2(given: string, base: string): Feed | null {
  const parsed = feed.safeParse(jsonOf(given));
  if (!parsed.success) return null;
  const { metadata: head, groups = [], navigation = [], facets = [], links = [] } = parsed.data;
  const isFeed = ['publications', 'navigation', 'groups'].some((key) => key in parsed.data);
  // A publication of its own has links to its files where a feed has those to other pages.
  const own = isFeed ? (parsed.data.publications ?? []) : [{ metadata: head, links }];
  const self = links.find((l) => l.rel?.includes('self'))?.href ?? '';
  const from = base === '' && /^https?:/i.test(self) ? self : base;
  return {
    title: head.title,
    publications: [...own, ...groups.flatMap((g) => g.publications ?? [])]
      .slice(0, MOST)
      .map((p) => publicationOf(p, from)),
    groups: groups.length,
    navigation: navigation.map((l) => l.title ?? ''),
    facets: facets.reduce((sum, f) => sum + f.links.length, 0),
    next: links.filter((l) => l.rel?.includes('next')).map((l) => resolved(l.href, from))[0] ?? null,
  };
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const publicationOf = (p: z.infer<typeof publication>, base: string): Publication => ({
  id: p.metadata.identifier ?? '',
  title: p.metadata.title,
  authors: (p.metadata.author ?? []).filter(Boolean),
  updated: p.metadata.modified ?? '',
  links: p.links.map((l): Link => {
    const price = l.properties?.price;
    return {
      rels: l.rel ?? [],
      href: resolved(l.href, base),
      type: mediaType(l.type ?? ''),
      price: price && price.value > 0 ? oneLine(`${price.value} ${price.currency}`, 40) : '',
    };
  }),
});
