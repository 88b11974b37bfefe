/**
 * Files that devices fetch by address: avatars and pictures. The content of a key never changes; new content gets a new
 * key, so everything can be cached without revalidation. Two stores have this interface: a local folder
 * (media-folder.ts) and a bucket that speaks S3 (media-bucket.ts).
 */
export type MediaContent = Uint8Array | AsyncIterable<Uint8Array>;
export interface MediaStat {
  key: string;
  bytes: number;
}
export interface MediaFile extends MediaStat {
  /** Such as `image/webp`. */
  type: string;
  stream: AsyncIterable<Uint8Array>;
}

export interface Media {
  /**
   * @param key such as `avatars/0198….webp`: lower-case letters, digits, `.`, `_`, `-`, `/`. @param known what the
   * stream of a large file has: then no store holds it in memory
   */
  put(key: string, content: MediaContent, known?: { bytes: number; sha256: string }): Promise<void>;
  /**
   * Null: there is no file with that key. With a range, the stream has those bytes alone, `end` included, which must be
   * in the file; `bytes` then says how many they are.
   */
  get(key: string, range?: { start: number; end: number }): Promise<MediaFile | null>;
  /** The size without the content; null: there is no file with that key. */
  stat(key: string): Promise<MediaStat | null>;
  /** Does nothing if the file does not exist. */
  delete(key: string): Promise<void>;
  /** Deletes every file in a folder. @param folder the beginning of their keys without the last `/`: `uploads/0198…` */
  deleteUnder(folder: string): Promise<void>;
  /** Every file whose key starts with `prefix`, in no particular order. */
  list(prefix?: string): AsyncIterable<MediaStat>;
}

/** The whole content of a small file; null: there is no file with that key. */
export async function readMedia(media: Media, key: string): Promise<{ bytes: Buffer; type: string } | null> {
  const file = await media.get(key);
  return file && { bytes: await collected(file.stream), type: file.type };
}

/** The bytes of a stream. */
export async function collected(content: MediaContent): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}
