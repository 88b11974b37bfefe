/**
 * Whose community this is: how many public ones the server has, and the name of the only one. It comes with the first
 * list of projects, and later from the rows of this device. What was known last is kept, so that it is there with the
 * first paint.
 */
import type { ProjectList } from '@egoejo/shared/projects/model.ts';
import { create } from 'zustand';
import { local } from '../platform/storage/local.ts';
import { keepLocally } from '../platform/storage/quota-error.ts';

type Whose = NonNullable<ProjectList['communities']>;
const KEPT = 'egoejo.whose';

const kept = (): Whose | null => JSON.parse(local().getItem(KEPT) ?? 'null') as Whose | null;

/** Null: not known yet. */
export const useWhose = create<{ now: Whose | null }>(() => ({ now: kept() }));

export function tellWhose(now: Whose): void {
  keepLocally(KEPT, JSON.stringify(now));
  useWhose.setState({ now });
}
