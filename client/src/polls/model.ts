/** What other features may use of polls: the ballot paper, the method in words, and polls in lists. */
export { BallotPaper } from './components/BallotPaper.tsx';
export { emptyBallot, faultOf, priceOf } from './form.ts';
export { usePollsToday } from './polls-today.ts';
export { methodWords } from './components/PollFacts.tsx';
export { PollLines } from './components/PollLines.tsx';
