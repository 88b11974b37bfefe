/** Makes a community; used by the settlement of `community.create` and by `egoejo community create`. */
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, PUBLIC, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';

/** The scope of a community's own row: a private one is known only to its members. */
const scopeOfCommunity = (id: CommunityId, visibility: 'public' | 'private'): Scope =>
  visibility === 'public' ? PUBLIC : communityScope(id);

const SLUG = 40;
/** Lower-case letters, digits and hyphens, for addresses and commands: « Rive Verte » becomes `rive-verte`. */
function slugOf(name: string): string {
  const plain = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG)
    .replaceAll(/^-|-$/g, '');
  return plain === '' ? 'communaute' : plain;
}

/**
 * Inserts the community with its own slug: the name's, or with the end of its id where another community has that one.
 * @returns the slug; null when a community with this id exists.
 */
export async function createCommunity(
  tx: Queryable,
  { id, name, summary, charter, visibility }: MutationArgs<'community.create'>,
): Promise<string | null> {
  const slug = slugOf(name);
  for (const wanted of [slug, `${slug}-${id.slice(-6)}`, id]) {
    const [row] = await tx.query<{ slug: string | null }>(
      `insert into community (id, scope, slug, name, summary, charter, visibility) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict do nothing returning slug`,
      [id, scopeOfCommunity(id, visibility), wanted, name, summary, charter, visibility],
    );
    if (row?.slug) return row.slug;
    if ((await tx.query('select from community where id = $1', [id])).length > 0) return null;
  }
  return null;
}
