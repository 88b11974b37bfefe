/** Cuts the bytes a browser sends on one HTTP/1.1 connection into whole requests. */
export interface RawRequest {
  method: string;
  path: string;
  /** Head and body exactly as they came. */
  bytes: Buffer;
}

/**
 * @returns a function to feed chunks to; it returns the requests completed by them, in order. Bodies are measured by
 * `content-length`, which is how browsers send what is not a stream.
 */
export function requestCutter(): (chunk: Buffer) => RawRequest[] {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const complete: RawRequest[] = [];
    for (let request = first(held); request; request = first(held)) {
      complete.push(request);
      held = held.subarray(request.bytes.length);
    }
    return complete;
  };
}

function first(held: Buffer): RawRequest | undefined {
  const headEnd = held.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = held.subarray(0, headEnd).toString('latin1');
  const length = headEnd + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  if (held.length < length) return undefined;
  const [method = '', path = ''] = head.split(' ', 2);
  return { method, path, bytes: Buffer.from(held.subarray(0, length)) };
}
