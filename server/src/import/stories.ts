/**
 * `egoejo import stories DIR`: imports markdown stories, all or nothing; importing the same folder again changes
 * nothing.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fault } from '../platform/files/file-fault.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { stableId } from '../platform/stable-id.ts';
import { bytesOf, wordsIn } from '../reading/text.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { parseStory, type StoryFile, type StoryCode } from './story-file.ts';

const MAX_BYTES = 1024 * 1024;

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
  db.transaction((tx) => putStories(tx, stories));

/** The five stories that come with the software, CC BY with their credits: for the demo and for a new installation. */
export async function readFreeStories(): Promise<StoryFile[]> {
  const shelf = await readStories(fileURLToPath(new URL('../demo/stories', import.meta.url)));
  if (!shelf.ok) throw new Error(`our own story: ${JSON.stringify(shelf.error)}`);
  return shelf.value;
}

/** Like `importStories`, inside the caller's transaction. */
export async function putStories(tx: Queryable, stories: readonly StoryFile[]): Promise<StoriesReport> {
  // A text that was withdrawn or hidden after an earlier import stays so.
  const before = await tx.query<{ key: string; pages: string[]; facts: string; away: boolean }>(
    `select s.import_key as key, t.pages, jsonb_build_array(s.title, s.licence, s.authors, s.source)::text as facts,
       s.state <> 'published' as away
     from story s left join story_text t on t.id = s.id where s.import_key = any($1::text[])`,
    [stories.map((s) => s.key)],
  );
  const known = new Map(before.map((b) => [b.key, b]));
  const report: StoriesReport = { added: 0, changed: 0, unchanged: 0 };
  for (const story of stories) {
    const old = known.get(story.key);
    const same =
      old &&
      (old.away ||
        (JSON.stringify(old.pages) === JSON.stringify(story.pages) &&
          JSON.stringify(JSON.parse(old.facts)) ===
            JSON.stringify([story.title, story.licence, story.authors, story.source])));
    report[same ? 'unchanged' : old ? 'changed' : 'added']++;
    if (!same) await putStory(tx, story);
  }
  if (report.added + report.changed > 0) await notifyMoved(tx, ['public']);
  return report;
}

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
