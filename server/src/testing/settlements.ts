import { coldSettlements } from '../registry.ts';
import { testKeys } from './ballot-keys.ts';

/** All cold settlements, with the ballot keys of this test process. */
export const testSettlements = coldSettlements({ ballotKeys: testKeys });
