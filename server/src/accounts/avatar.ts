/** A member's picture: decoded and re-encoded, so that no byte of the uploaded file is ever served. */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import { AVATAR_BYTES } from '@egoejo/shared/accounts/model.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Deps } from '../platform/deps.ts';
import { emit } from '../platform/database/events.ts';
import { drawPicture, type Shape } from '../platform/media/pictures.ts';

const SQUARE: Shape = { resize: { width: 256, height: 256, fit: 'cover' }, webp: { quality: 80 } };

/**
 * Returns a square WebP without metadata. Fails with `account.image_too_large` or `account.bad_image`. @param by the
 * member. @throws AppError 503 `sync.busy` while two of the member's pictures are being drawn.
 */
export async function encodeAvatar(bytes: Buffer, by: MemberId): Promise<Result<Uint8Array, AccountError>> {
  if (bytes.length > AVATAR_BYTES) return fail('account.image_too_large', { bytes: bytes.length, max: AVATAR_BYTES });
  const drawn = await drawPicture(bytes, [SQUARE], by);
  const file = drawn.ok ? drawn.value.files[0] : undefined;
  return file ? ok(file.data) : fail('account.bad_image', drawn.ok ? {} : drawn.error.params);
}

/**
 * Stores a new picture under a new address and deletes the previous one. Null removes the picture. @returns its
 * address.
 */
export async function setAvatar(
  { db, media, pokes }: Pick<Deps, 'db' | 'media' | 'pokes'>,
  member: MemberId,
  picture: Uint8Array | null,
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
