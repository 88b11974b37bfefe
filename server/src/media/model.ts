/** What other features may use of uploads and photos. */
export { chunksOf, refuseUploads } from './uploads.ts';
export { forgetPhoto, PHOTO_KEY, photoKeys, storePhoto } from './photos.ts';
