/** Makes a photo small on the device, before it is kept: fewer bytes to keep and to send, and no place in it. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';

export interface SmallPhoto {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}
/** Of a photo: most pixels of a side, and most bytes. */
const PHOTO = { side: 1600, bytes: UPLOAD.picture };
const QUALITY = 0.8;

/** The size that fits into a square of `side` pixels; a smaller picture keeps its own. */
export function fitted(width: number, height: number, side: number = PHOTO.side): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Draws the picture upright and encodes it as WebP, or as JPEG where the browser cannot. Codes: `media.bad_picture`,
 * `media.too_large`.
 * @param most pixels of a side, and bytes; those of a photo if not given
 */
export async function shrink(file: Blob, most = PHOTO): Promise<Result<SmallPhoto>> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (picture === null) return fail('media.bad_picture');
  const { width, height } = fitted(picture.width, picture.height, most.side);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  picture.close();
  const webp = await encoded(canvas, 'image/webp');
  const small = webp?.type === 'image/webp' ? webp : await encoded(canvas, 'image/jpeg');
  if (small === null) return fail('media.bad_picture');
  if (small.size > most.bytes) return fail('media.too_large', { most: most.bytes });
  return ok({ bytes: new Uint8Array(await small.arrayBuffer()), type: small.type });
}

const encoded = (canvas: HTMLCanvasElement, type: string): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, type, QUALITY));
