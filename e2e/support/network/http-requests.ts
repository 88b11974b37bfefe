/** Splits the bytes that a browser sends on one HTTP/1.1 connection into requests, until one asks for a WebSocket. */
import { gunzipSync } from 'node:zlib';

export interface RawRequest {
  method: string;
  path: string;
  /** Headers and body exactly as received. */
  bytes: Buffer;
  /** Headers and body, the body unpacked. */
  plain: Buffer;
}

/**
 * @returns a function that takes chunks and returns the requests they complete, in order, and the bytes that are no
 * request: those after one that asked for a WebSocket. The length of a body is its `content-length`, which browsers
 * send for everything except streams.
 */
export function requestCutter(): (chunk: Buffer) => { requests: RawRequest[]; frames: Buffer } {
  let held = Buffer.alloc(0);
  let upgraded = false;
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const requests: RawRequest[] = [];
    for (let request = first(held); request && !upgraded; request = first(held)) {
      requests.push(request);
      held = held.subarray(request.bytes.length);
      upgraded = /^upgrade: *websocket/im.test(request.plain.toString('latin1'));
    }
    const frames = upgraded ? held : Buffer.alloc(0);
    if (upgraded) held = Buffer.alloc(0);
    return { requests, frames };
  };
}

function first(held: Buffer): RawRequest | undefined {
  const headEnd = held.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = held.subarray(0, headEnd).toString('latin1');
  const length = headEnd + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  if (held.length < length) return undefined;
  const [method = '', path = ''] = head.split(' ', 2);
  const bytes = Buffer.from(held.subarray(0, length));
  const body = bytes.subarray(headEnd + 4);
  const plain = /^content-encoding: *gzip/im.test(head)
    ? Buffer.concat([bytes.subarray(0, headEnd + 4), gunzipSync(body)])
    : bytes;
  return { method, path, bytes, plain };
}
