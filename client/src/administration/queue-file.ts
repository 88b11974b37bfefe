/** A member's exported queue as an administrator may see it: which acts, never their content. Pure. */
import * as z from 'zod/mini';
import { memberId, mutationKey, type MemberId, type MutationKey } from '@egoejo/shared/platform/ids.ts';

const file = z.object({
  format: z.literal('egoejo-queue'),
  version: z.literal(1),
  member: memberId,
  exportedAt: z.string(),
  acts: z.array(
    z.object({ key: mutationKey, name: z.string().check(z.maxLength(60)), madeAt: z.string().check(z.maxLength(40)) }),
  ),
});
export interface OpenedQueue {
  member: MemberId;
  exportedAt: string;
  acts: { key: MutationKey; name: string; madeAt: string }[];
}

/** Reads an exported queue and drops arguments, titles and everything else. Returns null when it is not such a file. */
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

/** The keys are part of the URL: this many fit the 8 KB that servers and proxies accept. */
const SLICE = 150;
/**
 * What the server knows of every act of the file, however many there are. The calls are made one after the other,
 * because concurrent calls would be batched into one request.
 */
export async function askInSlices<T>(
  keys: readonly MutationKey[],
  ask: (keys: MutationKey[]) => Promise<T[]>,
): Promise<T[]> {
  const known: T[] = [];
  for (let i = 0; i < keys.length; i += SLICE) known.push(...(await ask(keys.slice(i, i + SLICE))));
  return known;
}
