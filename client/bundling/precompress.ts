import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const COMPRESSED = /\.(html|js|css|svg|webmanifest|json)$/;

/**
 * Writes a `.br` beside each text file of `out` when everything else, `sw.js` included, is there; the server sends it
 * as it is.
 */
export function precompress(out: string): Plugin {
  return {
    name: 'egoejo-precompress',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const entry of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
          if (!COMPRESSED.test(entry)) continue;
          const file = join(out, entry);
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
