/** fast-check for all tests: one run of the suite uses one seed, so that the same commit gets the same verdict again. */
import fc from 'fast-check';

const seed = process.env['EGOEJO_SEED'];
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

export default fc;
