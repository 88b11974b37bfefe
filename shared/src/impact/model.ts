/**
 * The 4P of a project or a member, side by side, never added up (R1): P1 euros, P2 grains, P3 people, P4 meaning. The
 * last two cannot be measured here: they are proxies, marked as such wherever they are shown.
 *
 * | | of a project | of a member |
 * |---|---|---|
 * | P3 | members who planted on it | projects they planted on |
 * | P4 | votes that concern it | votes they took part in and stories they read to the end |
 */
import * as z from 'zod/mini';

export const projectImpact = z.strictObject({
  project: z.guid(),
  title: z.string(),
  /** Whole cents; 0 while no money moves through EGOEJO. */
  p1: z.strictObject({ unit: z.literal('euro cents'), pledged: z.int() }),
  p2: z.strictObject({ unit: z.literal('grains'), planted: z.int() }),
  p3: z.strictObject({ proxy: z.literal('supporters'), count: z.int() }),
  p4: z.strictObject({ proxy: z.literal('votes it stands in'), count: z.int() }),
  asOf: z.iso.datetime(),
});
export type ProjectImpact = z.infer<typeof projectImpact>;
