/** A member's exported queue as an administrator may see it: which acts, never what they say. Pure. */
import * as z from 'zod/mini';
import { memberId, mutationKey, type MemberId, type MutationKey } from '@egoejo/shared/platform/ids.ts';

const file = z.object({
  format: z.literal('egoejo-queue'),
  version: z.literal(1),
  member: memberId,
  exportedAt: z.string(),
  acts: z.array(z.object({ key: mutationKey, name: z.string().check(z.maxLength(60)), madeAt: z.string().check(z.maxLength(40)) })).check(z.maxLength(1000)),
});
export interface OpenedQueue {
  member: MemberId;
  exportedAt: string;
  acts: { key: MutationKey; name: string; madeAt: string }[];
}

/** Arguments, titles and whatever else stands there are dropped as it is read. Null: it is no such file. */
export function openQueue(text: string): OpenedQueue | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = z.safeParse(file, json);
  if (!read.success) return null;
  const { member, exportedAt, acts } = read.data;
  return { member, exportedAt, acts: acts.map(({ key, name, madeAt }) => ({ key, name, madeAt })) };
}
