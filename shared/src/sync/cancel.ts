/**
 * Taking back an act that may already have been sent (S26): it goes in that act's place and seq, under its own key.
 * Without a receipt for `args.key` the server stores `rejected(sync.cancelled)` for it; else the standing verdict is
 * what `args.key` already has. The cancel itself is `applied` either way and has no receipt of its own.
 */
import * as z from 'zod/mini';
import { mutationKey } from '../platform/ids.ts';
import { defineMutation } from './mutation.ts';

export const cancel = defineMutation({
  name: 'sync.cancel',
  version: 1,
  /** `hash` is the request hash of the act taken back: what a later copy of it is compared with. */
  args: z.strictObject({ key: mutationKey, hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)), name: z.string().check(z.maxLength(60)) }),
  path: 'hot',
  convergent: true,
  touches: () => [],
  optimistic: () => [],
});
