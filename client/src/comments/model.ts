/** What other features use of comments. */
export { useSignature } from './components/Signature.tsx';
export { Refused } from './components/Refused.tsx';
export { ThreadList, Writing } from './components/Threads.tsx';
export type { About } from './about.ts';
export { useOwn, useThreads } from './queries.ts';
