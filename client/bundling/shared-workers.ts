import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** A worker that the page imports by its address. */
const WORKER = '?worker&url';
/** Modules that the page's first script imports, all that the page may ever import, and those that a worker imports. */
export const reached = { first: new Set<string>(), page: new Set<string>(), worker: new Set<string>() };

/**
 * Builds the workers in the same graph as the page. Vite builds each worker by itself, so that the database, the
 * validation and the protocol were in the shell twice (40 KB compressed).
 */
export function workersShareChunks(): Plugin {
  const workers = new Set<string>();
  return {
    name: 'egoejo-workers',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(WORKER)) return null;
      const script = await this.resolve(source.slice(0, -WORKER.length), importer);
      return script && `\0${script.id}${WORKER}`;
    },
    load(id) {
      if (!id.startsWith('\0') || !id.endsWith(WORKER)) return null;
      const script = id.slice(1, -WORKER.length);
      workers.add(script);
      const chunk = this.emitFile({ type: 'chunk', id: script, name: basename(script, '.ts') });
      return `export default import.meta.ROLLUP_FILE_URL_${chunk};`;
    },
    buildEnd() {
      const follow = (from: Iterable<string>, into: Set<string>, lazily: boolean): void => {
        const open = [...from];
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (into.has(id)) continue;
          into.add(id);
          const module = this.getModuleInfo(id);
          open.push(...(module?.importedIds ?? []), ...((lazily && module?.dynamicallyImportedIds) || []));
        }
      };
      const entries = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry && !workers.has(id));
      follow(entries, reached.first, false);
      follow(entries, reached.page, true);
      follow(workers, reached.worker, false);
    },
  };
}
