/**
 * The fields of a project that the public API shows to anyone (R13). The schemas are strict: a field that is not listed
 * here is never sent.
 */
import * as z from 'zod/mini';

const cost = z.strictObject({ cents: z.int(), currency: z.string() });
const row = {
  id: z.guid(),
  community: z.guid(),
  title: z.string(),
  summary: z.string(),
  category: z.string(),
  place: z.string(),
  cost: z.nullable(cost),
  picture: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  score: z.int(),
  supporters: z.int(),
};
export const publicProjectList = z.strictObject({
  asOf: z.iso.datetime(),
  total: z.int(),
  communities: z.strictObject({ count: z.int(), name: z.nullable(z.string()) }),
  next: z.nullable(z.string()),
  items: z.array(z.strictObject(row)),
});
export const publicProjectSearch = z.strictObject({ items: z.array(z.strictObject(row)) });
export const publicProject = z.strictObject({
  ...row,
  communityName: z.string(),
  status: z.enum(['published', 'withdrawn']),
});
export const publicProjectText = z.strictObject({ id: z.guid(), text: z.string() });
