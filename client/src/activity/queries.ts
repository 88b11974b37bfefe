/** Acts as the page lists them. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/activity.ts';
import { useLive, useRows, useRowsByIds } from '../sync/live.ts';
import { withMovement } from './labels.ts';

/** So many of the last movements are looked through for what other devices did. */
const MOVEMENTS = 500;

/** Every act; one of another device with what it moved, as far as this device knows it: its receipt does not say. */
export function useActsInWords(): Act[] {
  const acts = useActs();
  const foreign = acts.some((act) => !act.here);
  const moved = useLive(async (db) => (foreign ? db.transfer.orderBy('at').reverse().limit(MOVEMENTS).toArray() : []), [foreign]);
  const projects = useRowsByIds('project', useMemo(() => [...new Set(moved?.map((m) => m.project).filter((id) => id !== null))], [moved]));
  const polls = useRows('poll');
  const stories = useRows('story');
  return useMemo(() => {
    if (!foreign || !moved || !projects || !polls || !stories) return acts;
    const titles = new Map<string, string>([...projects.values(), ...polls, ...stories].map((r) => [r.id, r.title]));
    const byKey = new Map(moved.map((m) => [m.key, m]));
    return acts.map((act) => withMovement(act, byKey.get(act.key), titles));
  }, [acts, foreign, moved, projects, polls, stories]);
}
