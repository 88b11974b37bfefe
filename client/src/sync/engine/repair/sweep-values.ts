/** The schemas of the single values of a member's database. */
import * as z from 'zod/mini';
import { count } from '../store/fits.ts';
import type { MetaValues } from '../store/meta-row.ts';

/** `bornAt` is checked where it is used. */
const meta: Record<Exclude<keyof MetaValues, 'bornAt'>, z.ZodMiniType> = {
  epoch: z.string().check(z.minLength(1), z.maxLength(40)),
  fence: count,
  startedAt: z.number(),
  endedAt: z.number(),
  offset: z.int(),
  toldAt: z.number(),
  flags: z.record(z.string(), z.boolean()),
  readOnlyUntil: z.number(),
  persistAsked: z.boolean(),
  listedAt: z.number(),
  marked: z.literal(true),
  chain: z.object({ low: count, high: count }),
  chainBroken: z.object({ what: z.string(), at: z.number() }),
};
const link = z.object({ key: z.string(), chain: z.string(), verdict: z.string() });
/** The schema of the value of this name (links: chain-watch.ts). */
export const valueSchema = (k: string): z.ZodMiniType => {
  if (k.startsWith('link:')) return link;
  if (k.startsWith('linked:')) return count;
  return Object.hasOwn(meta, k) ? meta[k as keyof typeof meta] : z.never();
};
