/** Whether a stored value is what a schema describes. */
import * as z from 'zod/mini';

export const fits = (schema: z.ZodMiniType, value: unknown): boolean => z.safeParse(schema, value).success;

/** A whole number from 0. */
export const count = z.int().check(z.nonnegative());
