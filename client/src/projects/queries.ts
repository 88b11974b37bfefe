/** Queries over the projects on this device. */
import { useMemo } from 'react';
import { useLive, useRows } from '../sync/api/live.ts';

/** Categories on this device, in alphabetical order. */
export const useCategories = (): string[] =>
  useLive(async (db) => (await db.project.orderBy('category').uniqueKeys()).map(String).filter((c) => c !== ''), []) ??
  [];

/** Open and closed polls that concern a project, open ones first, soonest closing first. */
export function usePollsOf(project: string) {
  const polls = useRows('poll');
  return useMemo(
    () =>
      (polls ?? [])
        .filter((p) => p.state !== 'draft' && (p.project === project || p.options.some((o) => o.project === project)))
        .sort((a, b) =>
          a.state === b.state
            ? a.closesAt.localeCompare(b.closesAt)
            : a.state === 'open'
              ? -1
              : b.state === 'open'
                ? 1
                : 0,
        ),
    [polls, project],
  );
}
