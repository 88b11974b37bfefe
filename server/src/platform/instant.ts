/** Instants in input of a person or a client. */
import * as z from 'zod/mini';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Converts an ISO 8601 time with a zone to UTC; null if the text is not one. Only years 1970 to 9999: PostgreSQL
 * accepts neither year 0 nor a zone offset over 16 hours, and longer years are written in another form.
 */
export function toInstant(text: string): string | null {
  const ms = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return ms >= 0 && ms < Date.UTC(10_000, 0) ? new Date(ms).toISOString() : null;
}
/** A schema that does the same; it refuses a local time without a zone, which would be ambiguous. */
export const instant = z.pipe(
  z.string().check(z.refine((text) => toInstant(text) !== null, 'instant')),
  z.transform((text: string) => toInstant(text) ?? text),
);
