/** Ranges of keys as Dexie's core takes them. */
import type { DBCoreKeyRange } from 'dexie';

/** Dexie declares these as an enumeration that exists only for the compiler. */
const RANGE = 2;
const ANY = 3;
const NEVER = 4;
const range = (type: number, bounds: Partial<DBCoreKeyRange>): DBCoreKeyRange =>
  Object.assign(Object.create(null), { lower: undefined, upper: undefined, ...bounds, type });

export const everything = range(ANY, {});
/** Keys between the two, which may be in it. */
export const between = (lower: unknown, upper: unknown): DBCoreKeyRange => range(RANGE, { lower, upper });
/** Keys after that one. */
export const after = (lower: string): DBCoreKeyRange => range(RANGE, { lower, lowerOpen: true, upper: [[]] });

const kindOf = ({ type }: { type: unknown }): unknown => type;
export const isEverything = (asked: DBCoreKeyRange): boolean => kindOf(asked) === ANY;
export const isNothing = (asked: DBCoreKeyRange): boolean => kindOf(asked) === NEVER;
