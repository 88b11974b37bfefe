/** One range of bytes of a request (RFC 9110). Pure. */
export interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

/**
 * The range that the header asks for, within a file of so many bytes. Null: it asks for none that is understood, so the
 * whole file is sent; several ranges are not. 'outside': it asks for nothing that the file has.
 */
export function byteRange(header: string | undefined, bytes: number): ByteRange | 'outside' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const last = Math.min(Number(to), bytes);
    return last === 0 ? 'outside' : { start: bytes - last, end: bytes - 1 };
  }
  const [start, end] = [Number(from), to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)];
  if (to !== '' && Number(to) < start) return null;
  return start >= bytes ? 'outside' : { start, end };
}
