/**
 * Reads one markdown story in the format of the African Storybook. The first line is `# title`, `##` starts a page, the
 * last page lists licence, authors and language.
 */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { isVisible, plainLine } from '@egoejo/shared/platform/texts.ts';
import { basename, dirname } from 'node:path';
import { fault } from '../platform/files/file-fault.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { escapeHtml } from '../platform/http/escape-html.ts';

export interface StoryFile {
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
export type StoryCode = FaultsOf<'story', 'file'>;

const MAX_TITLE = 300;

/** @param path of the file; its folder's name is the language if the file does not state it. */
export function parseStory(text: string, path: string): Result<StoryFile, StoryCode> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [, title = ''] = /^#\s+(.+)$/.exec(lines[0] ?? '') ?? [];
  if (!isVisible(title)) return fault('story.no_title', 1, 'the first line is not `# title`');
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
    title: cut(plainLine(title), MAX_TITLE),
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
