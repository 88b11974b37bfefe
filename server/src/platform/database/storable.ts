/** Characters that JSON can express but PostgreSQL cannot store: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Cs}/u;

/** True when every string and key in a JSON value can be stored. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
