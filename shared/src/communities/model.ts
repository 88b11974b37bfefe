import * as z from 'zod/mini';
import { communityId } from '../platform/ids.ts';

/** A community, public or visible only to its members. */
export const communityRow = z.object({
  id: communityId,
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  visibility: z.enum(['public', 'private']),
  /** The origin of an imported community (the file's own words), else null. */
  source: z.nullable(z.string()),
  createdAt: z.string(),
});
export type Community = z.infer<typeof communityRow>;

/** The id is the community's. */
export const membershipRow = z.object({ id: communityId, role: z.enum(['member', 'animator']), joinedAt: z.string() });
export type Membership = z.infer<typeof membershipRow>;
