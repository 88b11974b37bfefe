import type { Plugin } from 'vite';

/** The import of a chunk outside the precache. */
const LAZY_IMPORT = /import\((["'`])\.\/lazy-[^"'`]+\1\)/g;

/**
 * Browsers remember that a module could not be fetched: every later import of it fails, with a network too, until the
 * page is reloaded. So each import of code outside the precache goes on to `platform/network/import-again.ts` when it
 * fails; before that is loaded, the failure stands.
 */
export function importAgain(): Plugin {
  return {
    name: 'egoejo-import-again',
    apply: 'build',
    renderChunk: {
      order: 'post',
      handler: (code) =>
        code.search(LAZY_IMPORT) < 0
          ? null
          : { code: code.replaceAll(LAZY_IMPORT, '$&.catch(self.importAgain)'), map: null },
    },
  };
}
