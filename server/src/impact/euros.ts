/** P1: what was pledged. Knows nothing of grains (R1). */
import type { Cents } from '@egoejo/shared/platform/ids.ts';

/** No pledge can be made yet: there is nothing to read, and so nothing pledged. */
export const pledgedOn = (_project: string): Promise<Cents> => Promise.resolve(0 as Cents);
