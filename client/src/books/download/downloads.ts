/** Downloads of books: started, paused, resumed, given up. What is stored is in rows.ts. */
import { useEffect } from 'react';
import { allowMobileData, startDownload, stopDownload, useRunning, type Job } from '../../downloads/model.ts';
import type { Downloadable, DownloadRow } from '../kept.ts';
import { warmReader } from '../reader-code.ts';
import { changeDownload, downloadRows, dropDownload, want } from './rows.ts';
import { runDownload } from './run.ts';

const keyOf = ({ member, work }: Pick<DownloadRow, 'member' | 'work'>): string => `book ${member} ${work}`;
const jobOf = (row: DownloadRow): Job => ({
  key: keyOf(row),
  lock: `egoejo-book-${row.file}`,
  run: (signal, onBytes) => runDownload(row, signal, onBytes),
  failed: (fault) => changeDownload(row, { state: 'paused', fault }),
});
function start(row: DownloadRow): Promise<void> {
  warmReader();
  return startDownload(jobOf(row));
}

/** Downloads a book. Ends when it is here, paused or has failed. */
export const download = async (what: Downloadable): Promise<void> => start(await want(what));
/** Stops a download; what has come of it stays. */
export async function pauseDownload(row: DownloadRow): Promise<void> {
  await stopDownload(keyOf(row));
  await changeDownload(row, { state: 'paused' });
}
export async function resumeDownload(row: DownloadRow): Promise<void> {
  await changeDownload(row, { state: 'going', fault: null });
  await start({ ...row, state: 'going', fault: null });
}
/** Lets a download that waits for Wi-Fi go on over mobile data. */
export const downloadAnyway = (row: DownloadRow): void => allowMobileData([keyOf(row)]);
/** Gives a download up, with what has come of it. */
export async function cancelDownload(row: DownloadRow): Promise<void> {
  await stopDownload(keyOf(row));
  await dropDownload(row);
}

/** Goes on with what a closed page left unfinished. For each page that shows books. */
export function useUnfinishedDownloads(): void {
  useEffect(() => {
    void downloadRows().then((rows) => rows.filter((r) => r.state === 'going').forEach((row) => void start(row)));
  }, []);
}

/** The run of a download in this page; undefined: it does not run here. */
export const useBookRun = (row: DownloadRow) => useRunning(keyOf(row));
