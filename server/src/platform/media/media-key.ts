/** Keys of media, and the media types that their endings stand for. */
const types: Record<string, string> = {
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
  avif: 'image/avif',
  epub: 'application/epub+zip',
  webm: 'audio/webm',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  mp4: 'audio/mp4',
  m4s: 'audio/mp4',
  bin: 'application/octet-stream',
};
const KEY = /^(?:[a-z0-9_][a-z0-9_.-]*\/)*[a-z0-9_][a-z0-9_.-]*\.([a-z0-9]+)$/;

/** The media type that the key's ending stands for; undefined for a key that cannot be one of ours. */
export const mediaTypeOf = (key: string): string | undefined => {
  const ending = KEY.exec(key)?.[1];
  return ending !== undefined && key.length <= 200 ? types[ending] : undefined;
};

/** @throws for a key that cannot be one of ours. */
export function typeOfKey(key: string): string {
  const type = mediaTypeOf(key);
  if (type === undefined) throw new Error('not a media key');
  return type;
}
