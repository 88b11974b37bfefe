/** What other features may use of uploads: making a photo small, and how far a file that was added got. */
export { shrink, type SmallPhoto } from './shrink.ts';
export { useUploadState } from './state.ts';
