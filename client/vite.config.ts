import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './manifest.ts';
import { listAhead } from './bundling/ahead.ts';
import { buildId } from './bundling/build-id.ts';
import { workersShareChunks } from './bundling/shared-workers.ts';
import { chunkFileNames, chunkGroups, precacheIsWhole, stage } from './bundling/chunks.ts';
import { firstPage } from './bundling/first-page.ts';
import { importAgain } from './bundling/import-again.ts';
import { noReplay } from './bundling/no-replay.ts';
import { refusalHalves } from './bundling/refusal-halves.ts';
import { shortMessageKeys } from './bundling/short-keys.ts';
import { stylesBelow } from './bundling/styles-below.ts';
import { precompress } from './bundling/precompress.ts';

/** The server reads dist; a look or a bench may build elsewhere. */
const OUT = process.env.EGOEJO_CLIENT_OUT ?? 'dist';
// As every build of Vite reads it: the page's, the worker's and the service worker's.
process.env.VITE_BUILD = buildId();

/**
 * The tRPC client does not say that its modules have no effects of their own, so that bundlers would keep
 * its links by WebSocket, which nothing here uses.
 */
const treeshake = { moduleSideEffects: (id: string) => !id.includes('@trpc') };

export default defineConfig({
  plugins: [
    refusalHalves(),
    shortMessageKeys(),
    workersShareChunks(stage),
    react(),
    tailwindcss(),
    stylesBelow(),
    importAgain(),
    precacheIsWhole(),
    listAhead(),
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
        globPatterns: ['index.html', 'book-frame.html', 'early.js', 'assets/*.{js,css}', 'icons/icon.svg'],
        // Fetched when first used, then kept by the worker's own cache.
        globIgnores: ['assets/lazy-*'],
        rollupOptions: { treeshake },
        buildPlugins: { vite: [noReplay()] },
      },
    }),
    firstPage(OUT),
    precompress(OUT),
  ],
  // These packages offer bundlers their builds for browsers of 2015, up to twice the size.
  resolve: {
    alias: [
      { find: 'workbox-window', replacement: 'workbox-window/build/workbox-window.prod.mjs' },
      { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
    ],
  },
  worker: { rolldownOptions: { treeshake, output: { comments: false } } },
  build: {
    outDir: OUT,
    target: 'es2022',
    modulePreload: {
      polyfill: false,
      // What the first page has loaded and what an import fetches by itself need no line in its list. Preloading adds
      // links to the document, and a worker has none.
      resolveDependencies: (file, others, { hostType, hostId }) =>
        hostType === 'html'
          ? others
          : hostId.includes('.worker-')
            ? []
            : others.filter((other) => other !== file && !/(base|vendor|rolldown-runtime)-[\w-]{8}\.js$/.test(other)),
    },
    rolldownOptions: { treeshake, output: { chunkFileNames, codeSplitting: { groups: chunkGroups } } },
  },
  server: {
    proxy: Object.fromEntries(
      ['/trpc', '/sync', '/api', '/media', '/health', '/ready'].map((p) => [
        p,
        { target: process.env.EGOEJO_DEV_SERVER ?? 'http://127.0.0.1:3000', changeOrigin: true, ws: p === '/api' },
      ]),
    ),
  },
});
