/**
 * Copies plain data several times faster than the platform's `structuredClone`. The in-memory IndexedDB copies every
 * row that it stores or reads: a seed makes tens of thousands of copies. Everything else is passed to the platform's
 * own function.
 */
const native = globalThis.structuredClone;

class NotPlain extends Error {}
const NOT_PLAIN = new NotPlain();
/** Deeper data may be circular. */
const DEEPEST = 50;

function copy(value: unknown, depth: number): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol'))
    return value;
  if (depth > DEEPEST || typeof value !== 'object') throw NOT_PLAIN;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) return Array.from(value as unknown[], (item) => copy(item, depth + 1));
  if (prototype !== Object.prototype) throw NOT_PLAIN;
  const made: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (name === '__proto__') throw NOT_PLAIN;
    made[name] = copy(item, depth + 1);
  }
  return made;
}

/** Returns the same as `structuredClone` for a value, and throws the same errors. */
export function plainCopy<T>(value: T, options?: StructuredSerializeOptions): T {
  if (options === undefined) {
    try {
      return copy(value, 0) as T;
    } catch (cause) {
      if (cause !== NOT_PLAIN) throw cause;
    }
  }
  return native(value, options);
}

/** Replaces `structuredClone` for the whole process. */
export function copyPlainly(): void {
  Object.defineProperty(globalThis, 'structuredClone', { value: plainCopy, writable: true, configurable: true });
}
