import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './manifest.ts';

const OUT = 'dist';
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
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      manifest,
      injectManifest: {
        globPatterns: ['index.html', 'assets/*.{js,css}', 'icons/icon.svg'],
        // Fetched when first used, then kept by the worker's own cache.
        globIgnores: ['assets/lazy-*'],
      },
    }),
    precompress(),
  ],
  build: {
    outDir: OUT,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => (/three|constellation-3d|epub|hls/.test(chunk.name) ? 'assets/lazy-[name]-[hash].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: Object.fromEntries(['/trpc', '/sync', '/api', '/media', '/health', '/ready'].map((p) => [p, process.env.EGOEJO_DEV_SERVER ?? 'http://127.0.0.1:3000'])) },
});
