import { useRef, useState } from 'react';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { ActSpot } from '../../activity/model.ts';
import { DOUBLE_TAP_MS } from '../../platform/page/double-tap.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useQueueing, type Queueing } from '../../sync/api/acts/use-queueing.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
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
  const { queue, busy, failed } = useQueueing();
  const part = useKeptFocus();
  const tapped = useRef(-Infinity);
  if (who === null || follow === undefined) return null;
  const on = follow !== null;
  const last = acts.find((a) => !a.dismissed);
  const shown = last && (last.state !== 'received' || last.key === made) ? last : null;
  // The second of two quick taps finds the other state, and would take back what the first one did.
  const tap = async (at: number) => {
    if (at - tapped.current < DOUBLE_TAP_MS) return;
    tapped.current = at;
    const key = await act(queue, !on);
    if (key !== null) setMade(key);
  };
  return (
    <div ref={part} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        variant="quiet"
        icon={on ? 'ok' : 'plus'}
        busy={busy}
        aria-pressed={on}
        data-focus-home
        onClick={(event) => void tap(event.timeStamp)}
      >
        {words(on)}
      </Button>
      <ActSpot act={shown} here={id} toggles />
      {failed && <ErrorNote what={errorText(failed)} />}
    </div>
  );
}
