/** The text of an HTML answer: decompressed and decoded, within the limits of a fetch. */
import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { FETCH, coded } from './public-get.ts';

/** The decoded text of an HTML answer, at most FETCH.bytes before and after decompression. */
export async function bodyOf(response: IncomingMessage): Promise<string> {
  const type = response.headers['content-type'] ?? '';
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) {
    response.destroy();
    throw coded('reading.not_html');
  }
  if (Number(response.headers['content-length'] ?? 0) > FETCH.bytes) {
    response.destroy();
    throw coded('reading.too_large');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = decompressed(response);
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > FETCH.bytes) throw coded('reading.too_large');
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
    body.destroy();
  }
  return decode(Buffer.concat(chunks), type);
}

function decompressed(response: IncomingMessage): Readable {
  const decoder = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    response.headers['content-encoding']?.toLowerCase() ?? ''
  ];
  if (!decoder) return response;
  const unpack = decoder();
  response.once('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

/** Decodes with the charset of the header, else with the one declared in the page, else as UTF-8. */
function decode(bytes: Uint8Array, type: string): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const label =
    /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (error) {
    // Unknown encoding: most such pages are UTF-8.
    if (error instanceof RangeError) return new TextDecoder().decode(bytes);
    throw error;
  }
}
