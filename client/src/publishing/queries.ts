/** The manuscripts on this device, with their files and notes. */
import { useMemo } from 'react';
import {
  manuscriptDetails,
  type ManuscriptFile,
  type ManuscriptNote,
  type ManuscriptRow,
} from '@egoejo/shared/publishing/model.ts';
import { LANGUAGES } from '@egoejo/shared/platform/languages.ts';
import { useActs, useUnsettled, type Act } from '../sync/api/acts/activity.ts';
import { mergeRows, useLive, useOverlay, useRows } from '../sync/api/rows/live.ts';
import type { ActState } from '../ui/feedback/Chip.tsx';
import { inOrderOfReview } from './states.ts';

interface Desks {
  /** Those that the member wrote, the one that moved last first. */
  mine: ManuscriptRow[];
  /** Those that they may review. */
  toReview: ManuscriptRow[];
}
export function useDesks(): Desks | undefined {
  const rows = useRows('manuscript');
  return useMemo(
    () =>
      rows && {
        mine: rows.filter((m) => m.mine).toSorted((a, b) => b.movedAt.localeCompare(a.movedAt)),
        toReview: inOrderOfReview(rows.filter((m) => !m.mine)),
      },
    [rows],
  );
}

/** The files of a manuscript, the newest first; undefined until they are read. */
export function useFilesOf(manuscript: string): ManuscriptFile[] | undefined {
  const base = useLive((db) => db.manuscriptFile.where('manuscript').equals(manuscript).toArray(), [manuscript]);
  const over = useOverlay().rows.get('manuscriptFile');
  return useMemo(
    () =>
      base &&
      mergeRows<'manuscriptFile'>(base, over)
        .filter((f) => f.manuscript === manuscript)
        .toSorted((a, b) => (b.n ?? Infinity) - (a.n ?? Infinity) || b.createdAt.localeCompare(a.createdAt)),
    [base, over, manuscript],
  );
}

/** What reviewers wrote about a manuscript, in the order in which they did; undefined until it is read. */
export function useNotesOf(manuscript: string): ManuscriptNote[] | undefined {
  const base = useLive((db) => db.manuscriptNote.where('manuscript').equals(manuscript).toArray(), [manuscript]);
  const over = useOverlay().rows.get('manuscriptNote');
  return useMemo(
    () =>
      base &&
      mergeRows<'manuscriptNote'>(base, over)
        .filter((n) => n.manuscript === manuscript)
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
    [base, over, manuscript],
  );
}

const ANSWERING: ReadonlySet<string> = new Set(['contract.answer']);
/** Whether the author of a manuscript agreed to a contract, without which it is not published, and the server knows. */
export function useSigned(manuscript: string): boolean {
  const answering = useUnsettled(ANSWERING, 'contract');
  const agreed = useRows('contract')?.filter((c) => c.manuscript === manuscript && c.state === 'agreed');
  return agreed?.some(({ id }) => !answering.has(id)) ?? false;
}

const MOVING: ReadonlySet<string> = new Set(['manuscript.move']);
const BEGINNING: ReadonlySet<string> = new Set(['manuscript.begin']);
/** By manuscript, the state of the act that begins or moves it, while the server has not answered. */
export const useMoving = (): ReadonlyMap<string, ActState> => useUnsettled(MOVING, 'manuscript');
export const useBegun = (): ReadonlyMap<string, ActState> => useUnsettled(BEGINNING, 'id');

/** What this device sent about a manuscript and the server refused, until it is put away. */
export const useRefused = (manuscript: string): Act[] =>
  useRefusedActs().filter(({ args }) => (args['manuscript'] ?? args['id']) === manuscript);
/** What this device sent about manuscripts and the server refused. */
export const useRefusedActs = (): Act[] =>
  useActs().filter(
    ({ name, here, dismissed, verdict }) =>
      name.startsWith('manuscript.') && here && !dismissed && verdict?.status === 'rejected',
  );

/** A book may say anything of its language. */
const isTag = (said: string): boolean => manuscriptDetails.language.safeParse(said).success;
/** The languages that a book may be in: those of the app, and those of the catalogue on this device. */
export function useBookLanguages(): string[] | undefined {
  const known = useLive(async (db) => (await db.work.orderBy('languages').uniqueKeys()).map(String), []);
  return useMemo(
    () => known && [...new Set([...LANGUAGES, ...known.flatMap((l) => l.split(' ')).filter(isTag)])],
    [known],
  );
}
