import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Listen } from '../../ui/text/Listen.tsx';
import { methodWords } from './PollFacts.tsx';
import { useVoteInWords } from './VoteState.tsx';

/** Reads the poll aloud: its question, then `choices`, then the state of the member's own vote. */
export function ListenToPoll({
  poll,
  cast,
  choices,
}: {
  poll: Poll;
  cast: Ballot | null;
  choices: () => readonly string[];
}) {
  const t = useT();
  const vote = useVoteInWords(poll, cast);
  return (
    <Listen read={(part) => (part > 0 ? null : [poll.title, poll.text, methodWords(t, poll), ...choices(), ...vote])} />
  );
}
