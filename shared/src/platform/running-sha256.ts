/** SHA-256 of bytes that come one part after the other. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** `add` takes the next part; `hex` ends it. */
export function runningSha256(): { add(bytes: Uint8Array): void; hex(): string } {
  const hash = sha256.create();
  return { add: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
