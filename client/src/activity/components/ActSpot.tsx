import { useEffect, useState, type ReactNode } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { isTakenBack, useActs, type Act } from '../../sync/api/acts/activity.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { toast, type ToastHandle } from '../../ui/layers/toasts.tsx';
import { actTitle, refusalOf } from '../labels.ts';
import { ActActions } from './ActActions.tsx';

/** The state of an act, with the reason if it was refused or lost: the same words everywhere. */
function ActChip({ act }: { act: Act }) {
  const refusal = refusalOf(act);
  return <StateChip state={act.state} reason={refusal ? errorText(refusal) : undefined} />;
}

/**
 * The state of an act where the member made it, and what may be done with it. `here`: the id that the page is about, to
 * which no next step leads. `toggles`: the button itself undoes the act. The place exists before the act, so that
 * screen readers announce what appears in it.
 */
export function ActSpot({
  act,
  here,
  toggles = false,
  children,
}: {
  act: Act | null;
  here: string;
  toggles?: boolean;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-tiny">
      {act && <ActChip act={act} />}
      {children}
      {act && <ActActions act={act} title={actTitle(t, act)} here={here} toggles={toggles} />}
    </div>
  );
}

const tones = { received: 'leaf', refused: 'clay', lost: 'clay', quarantined: 'clay' } as const;

function ActToast({ of, toast: { renew } }: { of: MutationKey; toast: ToastHandle }) {
  const t = useT();
  const act = useActs().find((a) => a.key === of);
  const [seen, setSeen] = useState(false);
  const gone = act === undefined || isTakenBack(act);
  // Tries that fail do not keep it on the screen.
  const state = gone ? null : act.state === 'sending' ? 'queued' : act.state;
  if (state !== null && !seen) setSeen(true);
  useEffect(() => {
    if (state !== null) renew(state in tones ? tones[state as keyof typeof tones] : 'wait');
  }, [state, renew]);
  // It is on disk before it is listed.
  if (gone) return seen ? t('activity.taken') : <StateChip state="queued" />;
  const title = actTitle(t, act);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ActChip act={act} />
      <span className="order-last basis-full">{title}</span>
      <ActActions act={act} title={title} brief />
    </div>
  );
}

/** A toast that follows its act: its words are those of the act's state, and it can be taken back as long as it waits. */
export function toastAct(key: MutationKey): void {
  toast((handle) => <ActToast of={key} toast={handle} />, 'wait', key);
}

/** Tells about an act that was just queued, or why it was not. */
export function toastQueued(queued: Result<MutationKey>): void {
  if (queued.ok) toastAct(queued.value);
  else toast(errorText(queued.error), 'clay');
}
