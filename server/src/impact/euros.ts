/** Money pledged to a project, the first of the 4P. Independent of grains (R1). */
import type { Cents } from '@egoejo/shared/platform/ids.ts';

/** There are no pledges yet, so the amount is always zero. */
export const pledgedOn = (_project: string): Promise<Cents> => Promise.resolve(0 as Cents);
