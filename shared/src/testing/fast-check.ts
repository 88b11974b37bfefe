/**
 * fast-check for all tests. Its seed is fixed, so that a test gives the same verdict in every run; the long run
 * (`npm run explore`) sets others in `EGOEJO_SEED`, and tries `EGOEJO_RUNS` times as many values.
 */
import fc from 'fast-check';

const times = Number(process.env['EGOEJO_RUNS'] ?? 1);
/** How many values to try where the usual hundred do not fit. */
export const tries = (n: number): number => n * times;

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['EGOEJO_SEED'] ?? 1), numRuns: tries(100) });

export default fc;
