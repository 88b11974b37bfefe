/** What other features may do with ballots. */
export { BallotPaper } from './components/BallotPaper.tsx';
export { emptyBallot, faultOf, priceOf } from './form.ts';
export { usePollsToday } from './polls-today.ts';
export { methodWords } from './components/PollFacts.tsx';
export { PollLines } from './components/PollLines.tsx';
