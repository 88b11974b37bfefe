import { createHash } from 'node:crypto';

/**
 * Derives the same id from the same parts on every machine, so that repeated imports find existing rows. A UUIDv8 (RFC
 * 9562) from the SHA-256 of the parts.
 */
export function stableId<T extends string>(...parts: readonly string[]): T {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}
