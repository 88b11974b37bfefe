/**
 * Short names for the keys of messages in what is built: `t('accounts.leave.export')` becomes `t('~2k')`. A key stands
 * in the catalogue of each language and where it is used, and the precache has thirteen hundred of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { errorCodes } from '@egoejo/shared/errors.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { aheadFr } from '../src/i18n/fr/ahead.fr.ts';
import { coreFr } from '../src/i18n/fr/core.fr.ts';
import { deferredFr } from '../src/i18n/fr/deferred.fr.ts';

/** `error.${code}`: keys that begin so are put together while the app runs, and so keep their names. */
const BEGINNING = /`([\w.]*)\$\{/g;
/** `${key}.what`: likewise. */
const ENDING = /\$\{[^{}]*\}(\.\w+)`/g;
const QUOTED = /(["'`])([\w-]+(?:\.[\w-]+)+)\1/g;

const SOURCES = join(import.meta.dirname, '../src');
const sources = (): string[] =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .map((name) => readFileSync(join(SOURCES, name), 'utf8'));

/** The short name of each key that the sources only name whole. @param texts the sources */
export function shortKeys(keys: readonly string[], texts: readonly string[]): Map<string, string> {
  const found = (pattern: RegExp): string[] => [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? ''))),
  ];
  const beginnings = found(BEGINNING).filter((b) => b !== '');
  const endings = found(ENDING);
  // Words that mean something else, too.
  const taken = new Set<string>([...errorCodes, ...Object.keys(mutations)]);
  const whole = keys.filter(
    (key) =>
      !taken.has(key) &&
      !beginnings.some((b) => key.startsWith(b)) &&
      !endings.some((e) => key.endsWith(e) || keys.includes(key + e)),
  );
  return new Map(whole.toSorted().map((key, i) => [key, `~${i.toString(36)}`]));
}

/** Replaces the keys in a source. */
export const shortened = (code: string, short: ReadonlyMap<string, string>): string =>
  code.replaceAll(QUOTED, (quoted, quote: string, key: string) => {
    const name = short.get(key);
    return name === undefined ? quoted : `${quote}${name}${quote}`;
  });

const short = shortKeys(Object.keys({ ...coreFr, ...deferredFr, ...aheadFr }), sources());
/** How the keys of the second stage stand in what is built. */
export const aheadKeys: ReadonlySet<string> = new Set(Object.keys(aheadFr).map((key) => short.get(key) ?? key));

export function shortMessageKeys(): Plugin {
  return {
    name: 'egoejo-short-message-keys',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /client[\\/]src[\\/].*\.tsx?$/ },
      handler: (code) => ({ code: shortened(code, short), map: null }),
    },
  };
}
