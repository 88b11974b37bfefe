import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { basename, join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './manifest.ts';

/** The server reads dist; a look or a bench may build elsewhere. */
const OUT = process.env.EGOEJO_CLIENT_OUT ?? 'dist';
/**
 * Chunks outside the precache, languages other than the first and what only those who run the place open among them:
 * fetched when first used, then kept by the worker's own cache.
 */
const LAZY =
  /three|sky|epub|hls|^decode$|^(deferred\.)?en$|^staff|^(Seasons|Administration|Installation|Animate|SignUp|Reset)Page$/i;
/** What a page needs of the sync before it shows rows. */
const ENGINE = /node_modules[\\/](\.pnpm[\\/])?(dexie|zod|@trpc)|client[\\/]src[\\/]sync[\\/]|shared[\\/]src[\\/]/;
/** What a member uses daily, in one chunk; `sky.ts` draws with three. */
const PAGES =
  /client[\\/]src[\\/](accounts|activity|communities|constellation|home|impact|invitations|polls|projects|reading|saka|ui|app|eco)[\\/](?!sky\.ts|pages[\\/](Seasons|Installation|SignUp|Reset)Page)|node_modules[\\/](\.pnpm[\\/])?(@base-ui|@floating-ui|@tanstack\+react-virtual|@tanstack\+virtual-core|tabbable|reselect|use-sync-external-store)/;

/**
 * The version of this client: the package's, and a hash of what it is made from, so that another server's build of the
 * same is the same.
 */
function buildId(): string {
  const hash = createHash('sha256');
  for (const folder of ['client/src', 'shared/src']) {
    const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|css|html)$/.test(name) && !/\.test\.|testing[\\/]/.test(name))
      .toSorted();
    for (const name of files) hash.update(name).update(readFileSync(join(root, name)));
  }
  const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}
// As every build of Vite reads it: the page's, the worker's and the service worker's.
process.env.VITE_BUILD = buildId();
const COMPRESSED = /\.(html|js|css|svg|webmanifest|json)$/;

/**
 * Writes a `.br` beside each text file when everything else, `sw.js` included, is there; the server sends it as it is.
 */
function precompress(): Plugin {
  return {
    name: 'egoejo-precompress',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const entry of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
          if (!COMPRESSED.test(entry)) continue;
          const file = join(OUT, entry);
          const raw = readFileSync(file);
          writeFileSync(
            `${file}.br`,
            brotliCompressSync(raw, {
              params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
            }),
          );
        }
      },
    },
  };
}

/** A worker that the page imports by its address. */
const WORKER = '?worker&url';
/** Modules that the page's first script imports, all that the page may ever import, and those that a worker imports. */
const reached = { first: new Set<string>(), page: new Set<string>(), worker: new Set<string>() };

/**
 * Builds the workers in the same graph as the page. Vite builds each worker by itself, so that the database, the
 * validation and the protocol were in the shell twice (40 KB compressed).
 */
function workersShareChunks(): Plugin {
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

export default defineConfig({
  plugins: [
    workersShareChunks(),
    react(),
    tailwindcss(),
    VitePWA({
      strategies: 'injectManifest',
      // The system asks for the pictures of the manifest when it installs; nothing in the app shows them.
      includeManifestIcons: false,
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      manifest,
      injectManifest: {
        globPatterns: ['index.html', 'early.js', 'assets/*.{js,css}', 'icons/icon.svg'],
        // Fetched when first used, then kept by the worker's own cache.
        globIgnores: ['assets/lazy-*'],
      },
    }),
    precompress(),
  ],
  // The package offers bundlers its build for browsers of 2015, twice the size.
  resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
  worker: { rolldownOptions: { output: { comments: false } } },
  build: {
    outDir: OUT,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => (LAZY.test(chunk.name) ? 'assets/lazy-[name]-[hash].js' : 'assets/[name]-[hash].js'),
        // On a link of 400 ms each request costs more than 20 KB: few chunks, along the order in which they are needed.
        codeSplitting: {
          groups: [
            { name: 'base', test: (id) => reached.first.has(id) && reached.worker.has(id), priority: 50 },
            { name: 'vendor', test: (id) => reached.first.has(id) && id.includes('node_modules'), priority: 40 },
            { name: 'app', test: (id) => reached.first.has(id), priority: 30 },
            { name: 'core', test: (id) => reached.worker.has(id) && reached.page.has(id), priority: 25 },
            { name: 'engine', test: (id) => reached.page.has(id) && ENGINE.test(id), priority: 20 },
            { name: 'pages', test: (id) => reached.page.has(id) && PAGES.test(id), priority: 10 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/trpc', '/sync', '/api', '/media', '/health', '/ready'].map((p) => [
        p,
        process.env.EGOEJO_DEV_SERVER ?? 'http://127.0.0.1:3000',
      ]),
    ),
  },
});
