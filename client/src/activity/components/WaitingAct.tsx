import type { EntityName } from '@egoejo/shared/registry.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { dismiss, useActs } from '../../sync/api/activity.ts';
import { Button } from '../../ui/Button.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { ErrorNote } from '../../ui/feedback.tsx';

/** The state of the last act on a row from this device, until it is received (S26). */
export function WaitingAct({ e, id }: { e: EntityName; id: string }) {
  const t = useT();
  const act = useActs({ touches: { e, id } }).find((a) => !a.dismissed);
  if (!act || act.state === 'received') return null;
  if (act.verdict?.status !== 'rejected')
    return (
      <p>
        <StateChip state={act.state} />
      </p>
    );
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
