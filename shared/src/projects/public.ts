/** What anyone may read of projects, as the public API promises it (R13). Strict: a field that is not named here is never sent. */
import * as z from 'zod/mini';

const cost = z.strictObject({ cents: z.int(), currency: z.string() });
const row = {
  id: z.guid(), community: z.guid(), title: z.string(), summary: z.string(), category: z.string(), place: z.string(), cost: z.nullable(cost),
  picture: z.nullable(z.string()), createdAt: z.iso.datetime(), score: z.int(), supporters: z.int(),
};
export const publicProjectList = z.strictObject({ asOf: z.iso.datetime(), total: z.int(), next: z.nullable(z.string()), items: z.array(z.strictObject(row)) });
export const publicProjectSearch = z.strictObject({ items: z.array(z.strictObject(row)) });
export const publicProject = z.strictObject({ ...row, communityName: z.string(), status: z.enum(['published', 'withdrawn']) });
export const publicProjectText = z.strictObject({ id: z.guid(), text: z.string() });
