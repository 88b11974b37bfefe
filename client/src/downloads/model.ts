/** Downloads in pieces, for the features that keep files on this device. */
export { DownloadProgress } from './DownloadProgress.tsx';
export { DownloadFault, type DownloadFaultCode } from './fault.ts';
export { useOnDevice } from './live.ts';
export { readPiece, readWhole } from './read.ts';
export { withRoom } from './room.ts';
export { allowMobileData, startDownload, stopDownload, useRunning, type Job } from './runs.ts';
