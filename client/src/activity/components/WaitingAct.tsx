import type { EntityName } from '@egoejo/shared/registry.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { dismiss, useActs, type Act } from '../../sync/api/acts/activity.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';

/** Why the server refused an act, until the member puts it away; nothing for any other act. */
export function RefusedAct({ act }: { act: Pick<Act, 'key' | 'verdict'> }) {
  const t = useT();
  if (act.verdict?.status !== 'rejected') return null;
  return (
    <ErrorNote
      what={errorText(act.verdict)}
      action={
        <Button variant="quiet" onClick={() => void dismiss(act.key)}>
          {t('activity.dismiss')}
        </Button>
      }
    />
  );
}

/** The state of the acts on a row from this device, until all are received (S26). */
export function WaitingAct({ e, id }: { e: EntityName; id: string }) {
  const acts = useActs({ touches: { e, id } }).filter((a) => !a.dismissed);
  const waiting = acts.find((a) => a.state !== 'received' && a.verdict?.status !== 'rejected');
  return (
    <>
      {waiting && (
        <p>
          <StateChip state={waiting.state} />
        </p>
      )}
      {acts.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
    </>
  );
}
