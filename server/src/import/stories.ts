/**
 * `egoejo import stories DIR`: imports markdown stories in the format of the African Storybook. The first line is `#
 * title`, `##` starts a page, the last page lists licence, authors and language. All or nothing; importing the same
 * folder again changes nothing.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fault } from '../platform/delimited.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { stableId } from '../platform/stable-id.ts';
import { bytesOf, escapeHtml, wordsIn } from '../reading/text.ts';
import { notifyMoved } from '../sync/pokes.ts';

interface StoryFile {
  /** `<language>/<file name>`, which identifies the story in later imports. */
  key: string;
  title: string;
  language: string;
  licence: string;
  /** As given in the source, in its order. */
  authors: string;
  source: string | null;
  /** HTML. */
  pages: string[];
}
type StoryCode =
  | 'story.no_title'
  | 'story.no_pages'
  | 'story.no_licence'
  | 'story.no_authors'
  | 'story.no_language'
  | 'story.too_large'
  | 'story.not_utf8'
  | 'story.no_files';

const MAX_BYTES = 1024 * 1024;
const MAX_TITLE = 300;

/** @param path of the file; its folder's name is the language if the file does not state it. */
export function parseStory(text: string, path: string): Result<StoryFile, StoryCode> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [, title = ''] = /^#\s+(.+)$/.exec(lines[0] ?? '') ?? [];
  if (title.trim() === '') return fault('story.no_title', 1, 'the first line is not `# title`');
  const pages: string[][] = [];
  const facts: Record<string, string> = {};
  const factLines: string[] = [];
  for (const line of lines.slice(1)) {
    const [, key, value] = /^\*\s+([\p{L} ]+?)\s*:\s*(.*)$/u.exec(line) ?? [];
    if (/^##(\s|$)/.test(line)) pages.push([]);
    else if (key !== undefined && value !== undefined) {
      facts[key.toLowerCase()] ??= value.trim();
      if (!['license', 'licence', 'language', 'source'].includes(key.toLowerCase()) && value.trim() !== '')
        factLines.push(`${key}: ${value.trim()}`);
    } else if (!line.startsWith('![')) pages.at(-1)?.push(line);
  }
  const html = pages.map(pageHtml).filter((p) => p !== '');
  if (html.length === 0) return fault('story.no_pages', lines.length, 'there is no text after a `##`');
  const licence = (facts['license'] ?? facts['licence'] ?? '').replace(/^\[|\](\(.*\))?$/g, '');
  if (licence === '')
    return fault('story.no_licence', lines.length, 'no `* License:` at the end: it could not be shown with its terms');
  if (factLines.length === 0)
    return fault('story.no_authors', lines.length, 'no author at the end: it could not be shown with its attribution');
  const language = facts['language'] ?? basename(dirname(path));
  if (!/^[a-z]{2,3}$/.test(language))
    return fault('story.no_language', lines.length, 'no `* Language:` at the end, and the folder is not named by one');
  return ok({
    key: `${language}/${basename(path)}`,
    title: title.trim().slice(0, MAX_TITLE),
    language,
    licence,
    authors: factLines.join(' · '),
    source: facts['source'] ?? null,
    pages: html,
  });
}

/** Joins hard-wrapped lines; an empty line, or direct speech after a complete sentence, starts a paragraph. */
function pageHtml(lines: readonly string[]): string {
  const paragraphs: string[] = [];
  let open = false;
  for (const line of lines.map((l) => l.trim())) {
    const last = paragraphs.at(-1) ?? '';
    if (line === '') open = false;
    else if (open && !(/[.!?:…»”"]$/.test(last) && /^[«“"—–-]/.test(line)))
      paragraphs[paragraphs.length - 1] = `${last} ${line}`;
    else {
      paragraphs.push(line);
      open = true;
    }
  }
  return paragraphs.map((p) => `<p>${escapeHtml(p)}</p>`).join('');
}

interface StoriesReport {
  added: number;
  changed: number;
  unchanged: number;
}

/** Reads every `.md` below `dir`. @returns the stories, or the first fault with its path. */
export async function readStories(dir: string): Promise<Result<StoryFile[], StoryCode>> {
  const names = await readdir(dir, { recursive: true });
  const stories: StoryFile[] = [];
  for (const name of names.filter((n) => n.endsWith('.md')).sort()) {
    const path = join(dir, name);
    const bytes = await readFile(path);
    const story =
      bytes.length > MAX_BYTES ? fault('story.too_large', 0, `more than ${MAX_BYTES} bytes`) : decoded(bytes, path);
    if (!story.ok) return fail(story.error.code, { ...story.error.params, file: path });
    stories.push(story.value);
  }
  return stories.length > 0
    ? ok(stories)
    : fail('story.no_files', { file: dir, line: 0, reason: 'there is no .md file' });
}

function decoded(bytes: Uint8Array, path: string): Result<StoryFile, StoryCode> {
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes('\uFFFD') || text.includes('\0')
    ? fault('story.not_utf8', 0, 'not UTF-8 text')
    : parseStory(text, path);
}

/** Writes the stories; a story whose text or metadata changed is replaced and keeps its id. */
export const importStories = (db: Database, stories: readonly StoryFile[]): Promise<StoriesReport> =>
  db.transaction(async (tx) => {
    const before = await tx.query<{ key: string; pages: string[]; facts: string }>(
      `select s.import_key as key, t.pages, jsonb_build_array(s.title, s.licence, s.authors, s.source)::text as facts
       from story s join story_text t on t.id = s.id where s.import_key = any($1::text[])`,
      [stories.map((s) => s.key)],
    );
    const known = new Map(before.map((b) => [b.key, b]));
    const report: StoriesReport = { added: 0, changed: 0, unchanged: 0 };
    for (const story of stories) {
      const old = known.get(story.key);
      const same =
        old &&
        JSON.stringify(old.pages) === JSON.stringify(story.pages) &&
        JSON.stringify(JSON.parse(old.facts)) ===
          JSON.stringify([story.title, story.licence, story.authors, story.source]);
      report[same ? 'unchanged' : old ? 'changed' : 'added']++;
      if (!same) await putStory(tx, story);
    }
    if (report.added + report.changed > 0) await notifyMoved(tx, ['public']);
    return report;
  });

/** Inserts a story, or replaces the one with the same key. */
async function putStory(tx: Queryable, story: StoryFile): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    `insert into story (id, title, language, authors, licence, source, import_key, words, pages, bytes)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (import_key) do update set title = excluded.title,
       language = excluded.language, authors = excluded.authors, licence = excluded.licence,
       source = excluded.source, words = excluded.words, pages = excluded.pages, bytes = excluded.bytes
     returning id`,
    [
      stableId('story', story.key),
      story.title,
      story.language,
      story.authors,
      story.licence,
      story.source,
      story.key,
      wordsIn(story.pages),
      story.pages.length,
      bytesOf(story.pages),
    ],
  );
  await tx.query(
    'insert into story_text (id, pages) values ($1, $2::jsonb) on conflict (id) do update set pages = excluded.pages',
    [row?.id, JSON.stringify(story.pages)],
  );
}
