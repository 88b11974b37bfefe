import { useState } from 'react';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { ActSpot } from '../../activity/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing, type Queueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';

/** Follows something, or stops; offline too. The state of the act is beside the button until it is received and seen. */
export function FollowToggle({
  e,
  id,
  act,
  words,
}: {
  /** The row that exists while the member follows. */
  e: 'projectFollow' | 'follow';
  id: string;
  act: (queue: Queueing['queue'], on: boolean) => Promise<MutationKey | null>;
  words: (on: boolean) => string;
}) {
  const who = useMember();
  const follow = useRow(e, id);
  const acts = useActs({ touches: { e, id } });
  const [made, setMade] = useState<string | null>(null);
  const { queue, busy } = useQueueing();
  const part = useKeptFocus();
  if (who === null || follow === undefined) return null;
  const on = follow !== null;
  const last = acts.find((a) => !a.dismissed);
  const shown = last && (last.state !== 'received' || last.key === made) ? last : null;
  const tap = async () => {
    const key = await act(queue, !on);
    if (key !== null) setMade(key);
  };
  return (
    <div ref={part} className="flex flex-wrap items-center gap-x-3">
      <Button
        variant="quiet"
        icon={on ? 'ok' : 'plus'}
        busy={busy}
        aria-pressed={on}
        data-focus-home
        onClick={() => void tap()}
      >
        {words(on)}
      </Button>
      <ActSpot act={shown} here={id} toggles />
    </div>
  );
}
