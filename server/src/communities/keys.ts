/** The keys of invitation posters: whoever has a community's key may join it. */
import { randomBytes } from 'node:crypto';
import type { CommunityInvitation } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import { sameText } from '../platform/keys/same-text.ts';

/** Crockford's alphabet, as for members' codes: without I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

const newKey = (): string => [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** The community's key, made at the first call, which `made` tells. */
export async function keyOf(tx: Queryable, community: CommunityId): Promise<{ key: string; made: boolean }> {
  const fresh = newKey();
  const [row] = await tx.query<{ key: string }>(
    `insert into community_key (community, key) values ($1, $2)
      on conflict (community) do update set key = community_key.key returning key`,
    [community, fresh],
  );
  return { key: row!.key, made: row!.key === fresh };
}

/** Replaces the key: posters with the old one no longer let anybody in. */
export async function renewKey(tx: Queryable, community: CommunityId): Promise<string> {
  const key = newKey();
  await tx.query(
    `insert into community_key (community, key) values ($1, $2)
      on conflict (community) do update set key = excluded.key, made_at = now()`,
    [community, key],
  );
  return key;
}

/** Whether this is the community's present key. */
export async function isKeyOf(tx: Queryable, community: CommunityId, key: string): Promise<boolean> {
  const [row] = await tx.query<{ key: string }>('select key from community_key where community = $1', [community]);
  return row !== undefined && sameText(row.key, key);
}

/** The community whose present key this is. */
export async function communityOfKey(q: Queryable, key: string): Promise<CommunityInvitation | null> {
  const [row] = await q.query<CommunityInvitation>(
    `select c.id, c.name, c.summary, c.visibility from community_key k join community c on c.id = k.community
      where k.key = $1 and c.archived_at is null`,
    [key],
  );
  return row ?? null;
}
