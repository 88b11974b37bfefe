/** Which rows of a long list are read together. Pure. */

/** Rows are read in blocks, so that scrolling a few rows reads nothing. */
export const BLOCK = 20;

/** The rows to read: whole blocks, from one and up to another, which is left out. */
export interface RowBlock {
  from: number;
  to: number;
}
/** As many blocks as a window usually has. */
export type Slots = readonly [readonly string[], readonly string[], readonly string[], readonly string[]];

/** The ids of a window by block; a block has the same slot in each window, so that what stays is not read again. */
export function inSlots(ids: readonly string[], { from, to }: RowBlock): Slots {
  const slots: [string[], string[], string[], string[]] = [[], [], [], []];
  for (let at = from; at < to; at += BLOCK)
    slots[(at / BLOCK) % slots.length]?.push(...ids.slice(at, Math.min(to, at + BLOCK)));
  return slots;
}
