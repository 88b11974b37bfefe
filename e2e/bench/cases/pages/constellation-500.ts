import { constellationBench } from '../../browser/constellation.ts';

/** The turning sky of 500 stars, 50 of them concepts. */
export const bench = constellationBench(500, 50);
