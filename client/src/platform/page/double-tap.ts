/** The second tap of a double tap comes at most this long after the first one, ms. */
export const DOUBLE_TAP_MS = 500;
