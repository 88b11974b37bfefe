/** A short secret as text that only the holder of a key can read: AES-256-GCM, its nonce before it, base64url. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;
const keyOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function encryptText(secret: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The text; null: it was sealed with another secret, or is not a sealed text. */
export function decryptText(secret: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(-TAG));
  const text = decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8');
  try {
    return text + decipher.final('utf8');
  } catch {
    // The authentication tag does not match, so the content cannot be trusted.
    return null;
  }
}
