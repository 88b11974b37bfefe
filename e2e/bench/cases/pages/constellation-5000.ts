import { constellationBench } from '../../browser/constellation.ts';

/** The turning sky of 5000 stars, 300 of them concepts. */
export const bench = constellationBench(5_000, 300);
