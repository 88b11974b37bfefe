/** The project's own text files, for `tidy.test.ts`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the root, with `/`. */
  path: string;
  text: string;
  /** `shared`, `server`, `client`, `tools` or `e2e`; '' for other files. */
  pkg: string;
  /** Folder under the package's `src`: a feature, or `sync`, `platform`, `ui` …; '' if none. */
  part: string;
  isTest: boolean;
  /** Modules that it imports: paths from the root for our own files, else as written. */
  imports: string[];
}

const readable = /\.(tsx?|mjs|sql|css|prisma|json|ya?ml|md|html|example)$|(^|\/)(run|\.npmrc|\.gitignore)$/;
const notOurs = /(^|\/)(generated|dist)\/|routeTree\.gen\.ts$|pnpm-lock\.yaml$/;

/** The paths of all our files that git tracks or would track. */
export function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((p) => isFile(p));
}
/** Those of them that are text. */
export const readSources = (): Source[] =>
  listFiles()
    .filter((p) => readable.test(p) && !notOurs.test(p))
    .map(readSource);

const isFile = (path: string): boolean => statSync(`${root}${path}`, { throwIfNoEntry: false })?.isFile() ?? false;

function readSource(path: string): Source {
  return describeSource(path, readFileSync(`${root}${path}`, 'utf8'));
}

/** A source from its path and text; also used to test the rules on text that breaks them. */
export function describeSource(path: string, text: string): Source {
  const [, pkg = '', part = ''] = /^(shared|server|client|tools|e2e)\/(?:src\/([^/]+)\/)?/.exec(path) ?? [];
  const isTest =
    /\.(test|spec)\.[cm]?tsx?$/.test(path) || /^(server\/src\/testing|tools\/tidy|e2e\/(specs|support))\//.test(path);
  return { path, text, pkg, part, isTest, imports: /\.(tsx?|mjs)$/.test(path) ? importsOf(path, text) : [] };
}

const importing = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(importing)].map(([, to = '']) => {
    if (to.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), to));
    const ours = /^@egoejo\/(shared|server|client|tools)\/(.*)$/.exec(to);
    return ours ? `${ours[1]}/${ours[1] === 'tools' ? '' : 'src/'}${ours[2]}` : to;
  });
}

/** Each matching line, as `path:line: text`. */
export function linesMatching(source: Source, pattern: RegExp): string[] {
  return source.text
    .split('\n')
    .flatMap((line, i) => (pattern.test(line) ? [`${source.path}:${i + 1}: ${line.trim().slice(0, 140)}`] : []));
}
