/** Serves the baseline page, Dexie and the rows that the app syncs, with the server's compression. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

interface Site {
  port: number;
  url: string;
  /** Compressed bytes of the rows. */
  rowBytes: number;
  close(): Promise<void>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const files: Record<string, { path: string; type: string }> = {
  '/bare.html': { path: here('../baselines/bare.html'), type: 'text/html' },
  '/bare.js': { path: here('../baselines/bare.js'), type: 'text/javascript' },
  '/dexie.mjs': { path: here('../../../client/node_modules/dexie/dist/modern/dexie.mjs'), type: 'text/javascript' },
};

/** @param rows by entity, in the form that `bare.js` reads */
export async function startSite(rows: Record<string, unknown[]>): Promise<Site> {
  const json = Buffer.from(JSON.stringify(rows));
  const compressed = brotliCompressSync(json, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 20 },
  });
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? '/', 'http://here').pathname];
    if (request.url === '/rows.json') {
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'br',
          'content-length': compressed.length,
        })
        .end(compressed);
    } else if (request.url === '/post') {
      request.resume().on('end', () => response.end('{}'));
    } else if (file) {
      void readFile(file.path).then((body) => response.writeHead(200, { 'content-type': file.type }).end(body));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    rowBytes: compressed.length,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
