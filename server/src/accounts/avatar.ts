/** A member's picture: decoded and re-encoded, so that no byte of the uploaded file is ever served. */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Deps } from '../platform/deps.ts';
import { emit } from '../platform/events.ts';
import { LARGEST } from '../platform/picture-sizes.ts';
import { decodePicture, pictureOf } from '../platform/pictures.ts';

export const AVATAR_BYTES = 256 * 1024;
const SIDE = 256;

/** Returns a square WebP without metadata. Fails with `account.image_too_large` or `account.bad_image`. */
export async function encodeAvatar(bytes: Buffer): Promise<Result<Buffer, AccountError>> {
  if (bytes.length > AVATAR_BYTES) return fail('account.image_too_large', { bytes: bytes.length, max: AVATAR_BYTES });
  const decoded = await decodePicture(bytes, LARGEST);
  if (!decoded.ok) return fail('account.bad_image', decoded.error.params);
  return ok(await pictureOf(decoded.value).resize(SIDE, SIDE, { fit: 'cover' }).webp({ quality: 80 }).toBuffer());
}

/**
 * Stores a new picture under a new address and deletes the previous one. Null removes the picture. @returns its
 * address.
 */
export async function setAvatar(
  { db, media, pokes }: Pick<Deps, 'db' | 'media' | 'pokes'>,
  member: MemberId,
  picture: Buffer | null,
): Promise<string | null> {
  const key = picture && `avatars/${newId()}.webp`;
  if (key && picture) await media.put(key, picture);
  const path = key && `/media/${key}`;
  const before = await db.transaction(async (tx) => {
    const [row] = await tx.query<{ avatar: string | null }>('select avatar from member where id = $1 for update', [
      member,
    ]);
    await tx.query('update member set avatar = $2 where id = $1', [member, path]);
    await emit(tx, 'member.profile_changed', member, {});
    return row?.avatar;
  });
  if (before) await media.delete(before.replace('/media/', ''));
  pokes.moved([memberScope(member)]);
  return path;
}
