import type { RegisterJobs } from '../platform/deps.ts';
import { announceOpened } from './announcing.ts';
import type { BallotKeys } from './secret/ballot-keys.ts';
import { closeDuePolls } from './closing.ts';

/**
 * Both run every minute. The second also counts polls that a crashed server left uncounted. Ballots are accepted from
 * the opening time on and refused from the closing time on, even before these jobs run.
 */
export const registerJobs =
  (ballotKeys: BallotKeys): RegisterJobs =>
  ({ jobs, db, pokes }) => {
    jobs.schedule('polls.announce', '* * * * *', () => announceOpened(db, (scopes) => pokes.moved(scopes)));
    jobs.schedule(
      'polls.close',
      '* * * * *',
      async () => void (await closeDuePolls(db, (scopes) => pokes.moved(scopes), ballotKeys)),
    );
  };
