import type { Plugin } from 'vite';
import { reached } from './shared-workers.ts';
import { aheadKeys } from './short-keys.ts';

/** How the files of the second stage are called. */
export const AHEAD = 'lazy-ahead-';
/** The other languages have all messages in one pack. */
const WHOLE_PACK = /lazy-deferred/;
/** The words themselves. */
const PACKS = /[\\/]i18n[\\/]/;
const QUOTED = /(["'`])([~\w.]+)\1/g;

/**
 * Writes `/ahead.json`: the chunks that the app fetches after its first screen (src/app/start/ahead.ts), and the script
 * of the page to which they belong, by which a page knows whether the list is that of its own version.
 */
export function listAhead(): Plugin {
  return {
    name: 'egoejo-list-ahead',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const ahead = chunks.filter(({ fileName }) => fileName.startsWith(`assets/${AHEAD}`));
      // What another chunk outside the precache holds does not come with them.
      for (const { fileName, imports } of ahead)
        for (const other of imports)
          if (other.includes('lazy-') && !other.includes(AHEAD)) this.error(`${fileName} imports ${other}`);
      // What shows elsewhere has to have its words there, also what lies in a chunk of the second stage.
      for (const id of reached.others)
        for (const [, , key = ''] of (this.getModuleInfo(id)?.code ?? '').matchAll(QUOTED))
          if (aheadKeys.has(key) && !PACKS.test(id))
            this.error(`${id} shows ${key}, whose words come with the second stage`);
      for (const { fileName, code } of chunks.filter((c) => !ahead.includes(c) && !WHOLE_PACK.test(c.fileName)))
        for (const [, , key = ''] of code.matchAll(QUOTED))
          if (aheadKeys.has(key)) this.error(`${fileName} shows ${key}, whose words come with the second stage`);
      const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('index.html'));
      const paths = ahead.map(({ fileName }) => `/${fileName}`).toSorted();
      this.emitFile({
        type: 'asset',
        fileName: 'ahead.json',
        source: JSON.stringify({ page: `/${page?.fileName}`, files: paths }),
      });
    },
  };
}
