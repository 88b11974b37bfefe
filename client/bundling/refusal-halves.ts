import type { Plugin } from 'vite';
import type { Words } from '../src/i18n/refusal-words.ts';

const PACK = /i18n[\\/]\w+[\\/](deferred|ahead|staff)\.\w+\.ts$/;
const REFUSALS = /^\.\/refusals(-ahead)?\.ts$/;
const HALF = /refusals(?:-ahead)?\.ts\?(deferred|ahead|staff)$/;
const QUERY = /\?\w+$/;

/**
 * Each pack of messages gets its own half of the words of refusals: a member does not download those of operators. In
 * the sources both stand together in `i18n/<language>/refusals.ts` and `refusals-ahead.ts`.
 */
export function refusalHalves(): Plugin {
  return {
    name: 'egoejo-refusal-halves',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const pack = PACK.exec(importer ?? '')?.[1];
      if (pack === undefined || !REFUSALS.test(source)) return null;
      const file = await this.resolve(source, importer, { skipSelf: true });
      return file && `${file.id}?${pack}`;
    },
    async load(id) {
      const half = HALF.exec(id)?.[1];
      if (half === undefined) return null;
      const { refusals }: { refusals: Readonly<Record<string, Words>> } = await import(id.replace(QUERY, ''));
      const texts = Object.entries(refusals).flatMap(([code, words]): [string, Words][] => {
        if (typeof words === 'string') return half === 'staff' ? [] : [[code, words]];
        return [[code, half === 'staff' ? { member: '', staff: words.staff } : words.member]];
      });
      return `export const refusals = ${JSON.stringify(Object.fromEntries(texts))};`;
    },
  };
}
