import { basename, parse } from 'node:path';
import type { Plugin } from 'vite';

/** A worker that the page imports by its address. */
const WORKER = '?worker&url';
/**
 * Modules that the page's first script imports, all that the page may ever import, those that a worker imports, those
 * that nothing but the pages of the second stage imports, and those that other pages import too.
 */
export const reached = {
  first: new Set<string>(),
  page: new Set<string>(),
  worker: new Set<string>(),
  ahead: new Set<string>(),
  others: new Set<string>(),
};

/**
 * Builds the workers in the same graph as the page. Vite builds each worker by itself, so that the database, the
 * validation and the protocol were in the shell twice (40 KB compressed).
 * @param stage when code is fetched that is imported lazily from a file of this name
 */
export function workersShareChunks(stage: (name: string) => 'precache' | 'ahead' | 'opened'): Plugin {
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
      const follow = (from: Iterable<string>, into: Set<string>, lazily: (id: string) => boolean): void => {
        const open = [...from];
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (into.has(id)) continue;
          into.add(id);
          const module = this.getModuleInfo(id);
          open.push(...(module?.importedIds ?? []), ...(module?.dynamicallyImportedIds ?? []).filter(lazily));
        }
      };
      const entries = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry && !workers.has(id));
      follow(entries, reached.first, () => false);
      follow(entries, reached.page, () => true);
      follow(workers, reached.worker, () => true);
      const named =
        (...stages: ReturnType<typeof stage>[]) =>
        (id: string) =>
          stages.includes(stage(parse(id).name));
      const { others } = reached;
      follow(entries, others, named('precache', 'opened'));
      const lazily = (id: string): boolean => (this.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0;
      follow([...reached.page].filter(lazily).filter(named('opened')), others, () => true);
      follow([...reached.page].filter(named('ahead')), reached.ahead, named('precache'));
      for (const id of others) reached.ahead.delete(id);
    },
  };
}
