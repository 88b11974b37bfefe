/** Sizes of text in the whole app, in percent of the browser's own. */
export const TEXT_SIZES = [100, 115, 130, 150, 200] as const;
