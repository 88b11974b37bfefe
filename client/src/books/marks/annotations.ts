/**
 * Marks as W3C Web Annotations (a collection of them in JSON), and as Markdown to read. A Markdown file ends with the
 * same JSON in a comment, so that both files can be taken in again (B9).
 */
import { cut, cutStart } from '@egoejo/shared/platform/cut.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import * as z from 'zod/mini';
import { cfi, colour, MARK, MOST_NOTES, type BookMark } from '@egoejo/shared/books/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';

const CFI = 'http://www.idpf.org/epub/linking/cfi/epub-cfi.html';
export type NewMark = Omit<MutationArgs<'mark.add'>['marks'][number], 'id'> & { id: string | null };

function annotationOf(mark: BookMark, book: string): object {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:${mark.id}`,
    type: 'Annotation',
    motivation: mark.kind === 'bookmark' ? 'bookmarking' : 'highlighting',
    created: mark.createdAt,
    modified: mark.changedAt,
    body: mark.notes.map(({ text }) => ({
      type: 'TextualBody',
      value: text,
      format: 'text/plain',
      purpose: 'commenting',
    })),
    target: {
      source: book,
      styleClass: mark.colour,
      selector: [
        { type: 'FragmentSelector', conformsTo: CFI, value: mark.cfi },
        { type: 'TextQuoteSelector', exact: mark.text, prefix: mark.before, suffix: mark.after },
        { type: 'ProgressionSelector', value: mark.at / 10_000 },
      ],
    },
  };
}

/** @param book the address of the book: `urn:uuid:` and its name */
export const asAnnotations = (marks: readonly BookMark[], title: string, book: string): string =>
  JSON.stringify(
    {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      label: title,
      total: marks.length,
      first: { type: 'AnnotationPage', items: marks.map((mark) => annotationOf(mark, book)) },
    },
    null,
    1,
  );

const OPENS = '<!-- W3C Web Annotations';
const quoted = (text: string): string => text.replaceAll(/^/gm, '> ');
/** @param percent how a part of the book is said, of 0 to 100 */
export function asMarkdown(
  marks: readonly BookMark[],
  title: string,
  authors: string,
  book: string,
  percent: (n: number) => string,
): string {
  const parts = marks.map((mark) =>
    [quoted(mark.text), ...mark.notes.map((n) => n.text), `— ${percent(Math.round(mark.at / 100))}`].join('\n\n'),
  );
  // No text of a mark may end the comment.
  const kept = asAnnotations(marks, title, book).replaceAll('-->', String.raw`--\u003e`);
  const head = [`# ${title}`, ...(authors === '' ? [] : [authors])];
  return `${[...head, parts.join('\n\n---\n\n'), `${OPENS}\n${kept}\n-->`].join('\n\n')}\n`;
}

const selector = z.object({
  type: z.string(),
  value: z.optional(z.union([z.string(), z.number()])),
  exact: z.optional(z.string()),
  prefix: z.optional(z.string()),
  suffix: z.optional(z.string()),
});
const body = z.object({ value: z.optional(z.string()) });
const oneOrMore = <T extends z.ZodMiniType>(of: T) =>
  z.union([
    z.array(of),
    z.pipe(
      of,
      z.transform((x) => [x]),
    ),
  ]);
const annotation = z.object({
  id: z.optional(z.string()),
  motivation: z.optional(z.union([z.string(), z.array(z.string())])),
  created: z.optional(z.string()),
  body: z.optional(oneOrMore(body)),
  target: z.object({ styleClass: z.optional(z.string()), selector: oneOrMore(selector) }),
});
const collection = z.object({ first: z.object({ items: z.array(z.unknown()) }) });

function markOf(given: unknown): NewMark | null {
  const read = z.safeParse(annotation, given);
  if (!read.success) return null;
  const { id, motivation, created, body: bodies = [], target } = read.data;
  const of = (type: string) => target.selector.find((s) => s.type === type);
  const place = z.safeParse(cfi, of('FragmentSelector')?.value);
  if (!place.success) return null;
  const quote = of('TextQuoteSelector');
  const part = of('ProgressionSelector')?.value;
  const shade = z.safeParse(colour, target.styleClass);
  const made = created === undefined ? Number.NaN : Date.parse(created);
  const notes = bodies.map((b) => cut((b.value ?? '').trim(), MARK.note)).filter(isVisible);
  return {
    id: /^urn:uuid:([0-9a-f-]{36})$/.exec(id ?? '')?.[1] ?? null,
    kind: [motivation].flat().includes('bookmarking') ? 'bookmark' : 'highlight',
    cfi: place.data,
    at: typeof part === 'number' ? Math.max(0, Math.min(10_000, Math.round(part * 10_000))) : 0,
    text: cut(quote?.exact ?? '', MARK.text).trim(),
    before: cutStart(quote?.prefix ?? '', MARK.around).trim(),
    after: cut(quote?.suffix ?? '', MARK.around).trim(),
    colour: shade.success ? shade.data : 'yellow',
    notes: [...new Set(notes)].slice(0, MOST_NOTES),
    ...(Number.isNaN(made) ? {} : { createdAt: new Date(made).toISOString() }),
  };
}

/** The marks in a file that was saved here or elsewhere; null: it is no such file. What is no mark is left out. */
export function readAnnotations(file: string): NewMark[] | null {
  const from = file.lastIndexOf(OPENS);
  const json = from < 0 ? file : file.slice(from + OPENS.length, file.lastIndexOf('-->'));
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return null;
  }
  const read = z.safeParse(collection, given);
  const items = read.success ? read.data.first.items : Array.isArray(given) ? given : null;
  return items?.flatMap((item) => markOf(item) ?? []) ?? null;
}
