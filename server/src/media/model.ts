/** What other features may use of uploads and photos. */
export { CHUNKS, chunksOf, fileInMemory } from './chunks.ts';
export { refuseUploads } from './uploads.ts';
export { forgetPhoto, PHOTO_KEY, photoKeyFor, photoKeys, storePhoto } from './photos.ts';
