/** Reads a manuscript and judges what it says of itself. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { fault } from '../../platform/files/file-fault.ts';
import { readFrontMatter } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import { MANUSCRIPT, type Manuscript, type ManuscriptCode, type MarkdownText, type Metadata } from './model.ts';
import { wordsOf, type Image, type Node } from './nodes.ts';
import { typedText } from './typed-text.ts';

/** @param given what is known of the book already; it counts before what the manuscript says. */
export function readManuscript(bytes: Uint8Array, given: Partial<Metadata> = {}): Result<Manuscript, ManuscriptCode> {
  if (bytes.length > MANUSCRIPT.bytes) return fault('manuscript.too_long', 0, `more than ${MANUSCRIPT.bytes} bytes`);
  const text = decoded(bytes);
  if (text === null) return fault('manuscript.not_utf8', 0, 'not UTF-8 text');
  const front = readFrontMatter(typedText(text));
  if (!front.ok) return front;
  // With as many lines above it as in the file, each line has its number.
  const read = readMarkdown('\n'.repeat(front.value.lines) + front.value.text);
  if (!read.ok) return read;
  const markdown = read.value;
  if (markdown.blocks.every((b) => b.type === 'rule')) return fault('manuscript.empty', 0, 'there is no text');
  const metadata = metadataOf({ ...front.value.said, ...withoutBlanks(given) }, markdown);
  if (!metadata.ok) return metadata;
  const wanted = picturesOf(markdown, metadata.value.cover);
  return wanted.ok ? ok({ metadata: metadata.value, text: markdown, wanted: wanted.value }) : wanted;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const withoutBlanks = (given: Partial<Metadata>): Partial<Metadata> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value.length > 0));

const line = (text: string | undefined, most: number): string => cut(plainLine(text ?? ''), most).trim();

function metadataOf(said: Partial<Metadata>, text: MarkdownText): Result<Metadata, ManuscriptCode> {
  const heading = text.blocks.find((b) => b.type === 'heading' && b.depth === 1);
  const first = heading?.type === 'heading' ? wordsOf(heading.children) : '';
  const title = line(said.title, MANUSCRIPT.title) || line(first, MANUSCRIPT.title);
  if (title === '') return fault('manuscript.no_title', 1, 'no `title:` at the start, and no heading `# …`');
  if (!said.language) return fault('manuscript.no_language', 1, 'no `language:` at the start, such as `fr` or `sw`');
  const language = languageOf(said.language.trim());
  if (language === null)
    return fault('manuscript.bad_language', 1, `not a language tag (BCP 47): ${line(said.language, 60)}`);
  return ok({
    title,
    authors: (said.authors ?? [])
      .map((a) => line(a, MANUSCRIPT.author))
      .filter(Boolean)
      .slice(0, MANUSCRIPT.authors),
    language,
    description: line(said.description, MANUSCRIPT.description),
    rights: line(said.rights, MANUSCRIPT.description),
    cover: said.cover?.trim() ?? '',
  });
}

/** The tag as it is usually written; null if it is not one. */
function languageOf(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Every picture of the nodes, those within others too. */
function* imagesOf(nodes: readonly Node[]): Iterable<Image> {
  for (const node of nodes) {
    if (node.type === 'image') yield node;
    if ('children' in node) yield* imagesOf(node.children);
  }
}

/** The names of the pictures; refuses addresses of other servers, and names that leave the manuscript's folder. */
function picturesOf(text: MarkdownText, cover: string): Result<Map<string, number>, ManuscriptCode> {
  const wanted = new Map<string, number>();
  const refused = (code: ManuscriptCode, name: string, at: number, reason: string) =>
    fail(code, { line: at, reason: `${reason}: ${line(name, 200)}`, picture: line(name, 200) });
  const named = [{ src: cover, line: 0 }].filter((p) => p.src !== '');
  for (const blocks of [text.blocks, ...text.notes.values()])
    for (const { url, line: at } of imagesOf(blocks)) named.push({ src: url, line: at });
  for (const { src, line: at } of named) {
    if (/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(src) || /^(?:https?|ftp):/i.test(src))
      return refused('manuscript.remote_picture', src, at, 'the picture is on another server');
    const name = pictureName(src);
    if (name === null) return refused('manuscript.bad_picture', src, at, 'not the name of a file beside the text');
    if (!wanted.has(name)) wanted.set(name, at);
    if (wanted.size > MANUSCRIPT.pictures)
      return refused(
        'manuscript.too_many_pictures',
        src,
        at,
        `more than ${MANUSCRIPT.pictures} pictures, this is one more`,
      );
  }
  return ok(wanted);
}

/** The relative path that the name means, without `.`; null: it leaves the folder, or is an address. */
export function pictureName(src: string): string | null {
  const path = pathOf(src.trim());
  if (path === null || /^[a-z][a-z\d+.-]*:/i.test(path) || /[\\\p{Cc}]/u.test(path) || path.startsWith('/'))
    return null;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : null;
}

function pathOf(src: string): string | null {
  try {
    return decodeURIComponent(src);
  } catch (error) {
    // A percent sign may be one of the name.
    if (error instanceof URIError) return src;
    throw error;
  }
}
