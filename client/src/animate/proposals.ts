/** Proposals that wait for an animator. They are other members' rows, so they come by a call, not by the sync. */
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { useToDecide } from '../notifications/model.ts';
import { call } from '../platform/network/api.ts';
import type { Api } from '../platform/network/rpc.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';

export type Proposal = Awaited<ReturnType<Api['projects']['proposals']['query']>>[number];
export type Proposals =
  | { state: 'loading' }
  | { state: 'ready'; all: Proposal[] }
  | { state: 'failed'; failure: Failure };

const PROPOSE: ReadonlySet<string> = new Set(['project.propose']);

/**
 * The proposals of the communities that this member animates, oldest first, and a function to request them again. They
 * are read again when this device is told of one more, and when one of the member's own was received.
 */
export function useProposals(): [Proposals, () => void] {
  const [now, setNow] = useState<Proposals>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const told = useToDecide()?.proposals;
  const [before, setBefore] = useState(told);
  if (told !== before) {
    setBefore(told);
    // After a decision there is one less, and its card stays to show what became of it.
    if (told !== undefined && before !== undefined && told > before) setRound(round + 1);
  }
  const known = told !== undefined;
  const unsettled = useUnsettled(PROPOSE, 'id').size;
  useEffect(() => {
    // Until the rows of this device are read, it does not know what it was told.
    if (!known) return undefined;
    let gone = false;
    void call((api) => api.projects.proposals.query()).then((answer) => {
      if (!gone) setNow(answer.ok ? { state: 'ready', all: answer.value } : { state: 'failed', failure: answer.error });
    });
    return () => {
      gone = true;
    };
  }, [round, known, unsettled]);
  const again = useCallback(() => {
    setNow({ state: 'loading' });
    setRound((r) => r + 1);
  }, []);
  return [now, again];
}
