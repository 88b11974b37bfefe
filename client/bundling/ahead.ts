import type { Plugin } from 'vite';

/** How the files of the second stage are called. */
export const AHEAD = 'lazy-ahead-';

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
