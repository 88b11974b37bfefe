import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './manifest.ts';

/** The server reads dist; a look or a bench may build elsewhere. */
const OUT = process.env.EGOEJO_CLIENT_OUT ?? 'dist';
/** Chunks outside the precache, languages other than the first and what only those who run the place open among them: fetched when first used, then kept by the worker's own cache. */
const LAZY = /three|sky|epub|hls|^decode$|^en(\.rest)?$|^office|^(Seasons|Administration|Installation|Animate|SignUp|Reset)Page$/i;
/** What a member uses daily, in one chunk; `sky.ts` draws with three. */
const PAGES = /client[\\/]src[\\/](accounts|activity|communities|constellation|home|impact|invitations|polls|projects|reading|saka|ui|app|eco)[\\/](?!sky\.ts|pages[\\/](Seasons|Installation|SignUp|Reset)Page)|node_modules[\\/](\.pnpm[\\/])?(@base-ui|@floating-ui|@tanstack\+react-virtual|@tanstack\+virtual-core|tabbable|reselect|use-sync-external-store)/;

/** The version of this client: the package's, and a hash of what it is made from, so that another server's build of the same is the same. */
function buildId(): string {
  const hash = createHash('sha256');
  for (const folder of ['client/src', 'shared/src']) {
    const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|tsx|css|html)$/.test(name) && !/\.test\.|testing[\\/]/.test(name)).toSorted();
    for (const name of files) hash.update(name).update(readFileSync(join(root, name)));
  }
  const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}
// As every build of Vite reads it: the page's, the worker's and the service worker's.
process.env.VITE_BUILD = buildId();
const COMPRESSED = /\.(html|js|css|svg|webmanifest|json)$/;

/** Writes a `.br` beside each text file when everything else, `sw.js` included, is there; the server sends it as it is. */
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
          writeFileSync(`${file}.br`, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }));
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [
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
            { name: 'vendor', tags: ['$initial'], test: /node_modules/, priority: 40 },
            { name: 'app', tags: ['$initial'], priority: 30 },
            { name: 'engine', test: /node_modules[\\/](\.pnpm[\\/])?(dexie|zod|@trpc)|client[\\/]src[\\/]sync[\\/]|shared[\\/]src[\\/]/, priority: 20 },
            { name: 'pages', test: PAGES, priority: 10 },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(['/trpc', '/sync', '/api', '/media', '/health', '/ready'].map((p) => [p, process.env.EGOEJO_DEV_SERVER ?? 'http://127.0.0.1:3000'])) },
});
