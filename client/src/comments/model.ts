/** What other features use of comments: their threads, and how people are mentioned. */
export { useSignature } from './components/Signature.tsx';
export { Refused } from './components/Refused.tsx';
export { ThreadList, Writing } from './components/Threads.tsx';
export type { About } from './about.ts';
export { useOwn, useThreads } from './queries.ts';
export { OfferMentions } from './components/OfferMentions.tsx';
export { mentionedIn, partsOf, peopleOf, type Person } from './mentions.ts';
