/** A random value in a secret vote, so that nobody can guess the vote from the hash of its receipt (P2): 128 bits. */
export const newNonce = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
