/** What other features may use of uploads: choosing and keeping files, and how far one that was added got. */
export { ChooseFile } from './ChooseFile.tsx';
export { useKeptAddress } from './kept-address.ts';
export { keepPhoto } from './keep-photo.ts';
export { shrink, type SmallPhoto } from './shrink.ts';
export { useUploadState } from './state.ts';
