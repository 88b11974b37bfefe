/** Acts as the page lists them. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { useLive, useRows, useRowsByIds } from '../sync/api/rows/live.ts';
import { withMovement } from './labels.ts';

/** The number of recent transfers searched for the effects of acts from other devices. */
const MOVEMENTS = 500;

/**
 * Every act. An act of another device gets what its transfer says, as far as this device knows it, because its receipt
 * does not say what it was about.
 */
export function useActsInWords(): Act[] {
  const acts = useActs();
  const foreign = acts.some((act) => !act.here);
  const moved = useLive(
    async (db) => (foreign ? db.transfer.orderBy('at').reverse().limit(MOVEMENTS).toArray() : []),
    [foreign],
  );
  const projects = useRowsByIds(
    'project',
    useMemo(() => [...new Set(moved?.map((m) => m.project).filter((id) => id !== null))], [moved]),
  );
  const polls = useRows('poll');
  const stories = useRows('story');
  return useMemo(() => {
    if (!foreign || !moved || !projects || !polls || !stories) return acts;
    const titles = new Map<string, string>([...projects.values(), ...polls, ...stories].map((r) => [r.id, r.title]));
    const byKey = new Map(moved.map((m) => [m.key, m]));
    return acts.map((act) => withMovement(act, byKey.get(act.key), titles));
  }, [acts, foreign, moved, projects, polls, stories]);
}
