/** The project's own text files, as `tidy.test.ts` reads them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Source {
  /** From the root, with `/`. */
  path: string;
  text: string;
  /** `shared`, `server`, `client`, `e2e`; '' for the rest. */
  pkg: string;
  /** Folder under the package's `src`: a feature, or `sync`, `platform`, `ui` …; '' for none. */
  part: string;
  isTest: boolean;
  /** Modules it imports, as root paths where they are ours, else as written. */
  imports: string[];
}

const readable = /\.(tsx?|mjs|sql|css|prisma|json|ya?ml|md|html|example)$|(^|\/)(run|\.npmrc|\.gitignore)$/;
const notOurs = /(^|\/)(generated|dist)\/|routeTree\.gen\.ts$|pnpm-lock\.yaml$/;

/** Every file git tracks or would track, that is text of ours. */
export function readSources(): Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((p) => readable.test(p) && !notOurs.test(p) && isFile(p)).map(readSource);
}

const isFile = (path: string): boolean => statSync(`${root}${path}`, { throwIfNoEntry: false })?.isFile() ?? false;

function readSource(path: string): Source {
  return describeSource(path, readFileSync(`${root}${path}`, 'utf8'));
}

/** A source from its path and text; also how the rules are tried on text that breaks them. */
export function describeSource(path: string, text: string): Source {
  const [, pkg = '', part = ''] = /^(shared|server|client|e2e)\/(?:src\/([^/]+)\/)?/.exec(path) ?? [];
  const isTest = /\.(test|spec)\.[cm]?tsx?$/.test(path) || /^server\/src\/(testing|simulation)\//.test(path) || pkg === 'e2e';
  return { path, text, pkg, part, isTest, imports: /\.(tsx?|mjs)$/.test(path) ? importsOf(path, text) : [] };
}

const importing = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(importing)].map(([, to = '']) => {
    if (to.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), to));
    const ours = /^@egoejo\/(shared|server|client)\/(.*)$/.exec(to);
    return ours ? `${ours[1]}/src/${ours[2]}` : to;
  });
}

/** Each line that matches, as `path:line: text`. */
export function linesMatching(source: Source, pattern: RegExp): string[] {
  return source.text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${source.path}:${i + 1}: ${line.trim().slice(0, 140)}`] : []));
}
