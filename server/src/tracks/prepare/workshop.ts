/** Where one file is prepared: a folder of its own, which is deleted afterwards. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SoundPrograms } from '../../platform/media/ffmpeg.ts';

export interface Workshop {
  programs: SoundPrograms;
  folder: string;
  /** The name of the file in it. */
  file: string;
  signal: AbortSignal;
}
/** What the names of the folders begin with. */
const FOLDER = 'egoejo-track-';
const DAY_MS = 86_400_000;

export const openFolder = (): Promise<string> => mkdtemp(join(tmpdir(), FOLDER));

/** Deletes the folders that a killed process left behind, a day after. */
export async function sweepFolders(now: number): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((n) => n.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name);
    const left = await stat(folder).catch(() => null);
    if (left && left.mtimeMs < now - DAY_MS) await rm(folder, { recursive: true, force: true });
  }
}
