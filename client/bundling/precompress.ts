import { brotliCompress, constants } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const COMPRESSED = /\.(html|js|css|svg|webmanifest|json)$/;
/** Files outside the precache, and small ones: there is little to win. */
const ONCE = /lazy-/;
const SMALL = 5_000;

const compress = promisify(brotliCompress);
/** Settings of the encoder: which of them fits best depends on the file. All are read by every decoder. */
const WAYS = [
  {},
  { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT },
  { [constants.BROTLI_PARAM_NPOSTFIX]: 1, [constants.BROTLI_PARAM_NDIRECT]: 16 },
  { [constants.BROTLI_PARAM_NPOSTFIX]: 2, [constants.BROTLI_PARAM_NDIRECT]: 32 },
  { [constants.BROTLI_PARAM_LGBLOCK]: 20, [constants.BROTLI_PARAM_NDIRECT]: 15 },
];

/** The shortest of the ways. */
async function packed(file: string, raw: Buffer): Promise<Buffer> {
  const ways = ONCE.test(file) || raw.length < SMALL ? WAYS.slice(0, 1) : WAYS;
  const found = await Promise.all(
    ways.map((way) =>
      compress(raw, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length, ...way },
      }),
    ),
  );
  return found.reduce((best, one) => (one.length < best.length ? one : best));
}

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
      async handler() {
        for (const entry of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
          if (!COMPRESSED.test(entry)) continue;
          const file = join(out, entry);
          writeFileSync(`${file}.br`, await packed(file, readFileSync(file)));
        }
      },
    },
  };
}
