/**
 * The most procedure calls in one HTTP request, and the largest batch that the client sends. Each call counts against
 * the limits by itself.
 */
export const MOST_CALLS = 20;
