/** Instants that a person or a client gives. */
import * as z from 'zod/mini';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * ISO 8601 in UTC of a time with its zone; null when it is none. Years 1970 to 9999: PostgreSQL takes neither year 0 nor a zone
 * further than 16 hours, and what is longer than four digits is written otherwise.
 */
export function toInstant(text: string): string | null {
  const ms = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return ms >= 0 && ms < Date.UTC(10_000, 0) ? new Date(ms).toISOString() : null;
}
/** The same at a boundary: a local time without a zone could mean two, and is refused. */
export const instant = z.pipe(z.string().check(z.refine((text) => toInstant(text) !== null, 'instant')), z.transform((text: string) => toInstant(text) ?? text));
