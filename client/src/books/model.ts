/** Books that a member keeps on this device. */
export { categoryName } from './catalogue/facts.ts';
export { DownloadPanel } from './download/DownloadPanel.tsx';
export { textsOf, useMarks } from './marks/queries.ts';
export { useUnfinishedDownloads } from './download/downloads.ts';
export { useBookOf } from './download/rows.ts';
export { PageOfBooks } from './WithBooks.tsx';
