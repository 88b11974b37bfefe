/** A member's picture: decoded and re-encoded, so that no byte of the uploaded file is ever served. */
import sharp from 'sharp';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Deps } from '../platform/deps.ts';
import { emit } from '../platform/events.ts';

export const AVATAR_BYTES = 256 * 1024;
const SIDE = 256;
/** A small file may declare huge dimensions. */
const MOST_PIXELS = 50_000_000;
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);

/** Returns a square WebP without metadata. Fails with `account.image_too_large` or `account.bad_image`. */
export async function encodeAvatar(bytes: Buffer): Promise<Result<Buffer, AccountError>> {
  if (bytes.length > AVATAR_BYTES) return fail('account.image_too_large', { bytes: bytes.length, max: AVATAR_BYTES });
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format)) return fail('account.bad_image', { format });
    return ok(await picture.rotate().resize(SIDE, SIDE, { fit: 'cover' }).webp({ quality: 80 }).toBuffer());
  } catch {
    // Whatever the decoder's error is, the sender only learns that the file is not a usable picture.
    return fail('account.bad_image');
  }
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
