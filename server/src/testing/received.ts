/** A file as the purpose of an upload receives it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReceivedFile } from '../media/contract.ts';

export const received = (bytes: Buffer): ReceivedFile => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  whole: async () => bytes,
  stream: () => Readable.from([bytes]),
});
