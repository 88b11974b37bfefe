import * as z from 'zod/mini';
import { mutationKey } from '../platform/ids.ts';
import { defineMutation } from './mutation.ts';

/**
 * Takes back an act that may already have been sent (S26). The cancel is sent in the act's place with the act's `seq`,
 * but under its own key. If `args.key` has no receipt, the server stores `rejected(sync.cancelled)` for it; else its
 * existing verdict remains. The cancel itself is `applied` either way and has no receipt of its own; for a convergent
 * act it is refused as `sync.cannot_cancel`.
 */
export const cancel = defineMutation({
  name: 'sync.cancel',
  version: 1,
  /** `hash` is the request hash of the act taken back; a copy of the act that arrives later is compared with it. */
  args: z.strictObject({
    key: mutationKey,
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    name: z.string().check(z.maxLength(60)),
  }),
  path: 'hot',
  convergent: true,
  writes: () => [],
  optimistic: () => [],
});
