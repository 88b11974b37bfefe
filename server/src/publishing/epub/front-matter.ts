/** The lines between `---` at the start of a manuscript, which say what the book is called and by whom. Pure. */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../../platform/files/file-fault.ts';
import type { ManuscriptCode, Metadata } from './model.ts';

interface FrontMatter {
  said: Partial<Metadata>;
  /** The text below, and how many lines stand above it. */
  text: string;
  lines: number;
}

/** The names that writers and other programs use. Others are passed over. */
const names: Readonly<Record<string, keyof Metadata>> = {
  title: 'title',
  author: 'authors',
  authors: 'authors',
  creator: 'authors',
  language: 'language',
  lang: 'language',
  description: 'description',
  summary: 'description',
  rights: 'rights',
  licence: 'rights',
  license: 'rights',
  cover: 'cover',
  'cover-image': 'cover',
};

/** `key: value`, values in quotes or not, lists as `[a, b]` or as lines `- a`; a line that is indented goes on. */
export function readFrontMatter(text: string): Result<FrontMatter, ManuscriptCode> {
  const block = /^---[ \t]*\n((?:(?!(?:---|\.\.\.)[ \t]*(?:\n|$)).*\n)*)(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  // A line at the start of a text that has no second one separates, as elsewhere.
  if (!block) return ok({ said: {}, text, lines: 0 });
  const values = new Map<string, string[]>();
  let key = '';
  const lines = (block[1] ?? '').split('\n').slice(0, -1);
  for (const [i, line] of lines.entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const pair = /^([\w-]+)[ \t]*:(?:[ \t]+(.*))?$/.exec(line);
    const item = /^\s*-[ \t]+(.*)$/.exec(line)?.[1];
    const before = values.get(key);
    if (pair) {
      key = (pair[1] ?? '').toLowerCase();
      const value = (pair[2] ?? '').trim();
      values.set(key, /^(?:[|>][+-]?)?$/.test(value) ? [] : listOf(value));
    } else if (before && item !== undefined) before.push(unquoted(item));
    else if (before && /^\s/.test(line)) before.push(`${before.pop() ?? ''} ${line.trim()}`.trim());
    else return fault('manuscript.front_matter', i + 2, 'the line is not `name: value`');
  }
  const said: Partial<Metadata> = {};
  for (const [given, value] of values) {
    const name = Object.hasOwn(names, given) ? names[given] : undefined;
    if (name === 'authors') said.authors = [...(said.authors ?? []), ...value];
    else if (name && said[name] === undefined) said[name] = value.join(', ');
  }
  return ok({ said, text: text.slice(block[0].length), lines: lines.length + 2 });
}

const listOf = (value: string): string[] => {
  const inner = /^\[(.*)\]$/.exec(value)?.[1];
  if (inner === undefined) return [unquoted(value)];
  return (inner.match(/\s*"(?:[^"\\]|\\.)*"|\s*'[^']*'|[^,]+/g) ?? []).map(unquoted).filter((v) => v !== '');
};

function unquoted(text: string): string {
  const value = text.trim();
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
  if (double !== undefined) return double.replaceAll(/\\(.)/g, '$1');
  return /^'((?:[^']|'')*)'$/.exec(value)?.[1]?.replaceAll("''", "'") ?? value;
}
