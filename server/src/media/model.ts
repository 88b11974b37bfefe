/** What other features may use of uploads and photos. */
export { chunksOf, refuseUploads } from './uploads.ts';
export { deletePhoto, PHOTO_KEY, photoKeys, storePhoto } from './photos.ts';
