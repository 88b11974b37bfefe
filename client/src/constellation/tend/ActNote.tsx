import { errorText, useT } from '../../i18n/locale.ts';
import { dismiss, useActs } from '../../sync/api/activity.ts';
import { Button } from '../../ui/Button.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { ErrorNote } from '../../ui/feedback.tsx';

/** The state of the acts on a concept from this device, until all are received (S26). */
export function ActNote({ concept }: { concept: string }) {
  const t = useT();
  const acts = useActs({ touches: { e: 'concept', id: concept } }).filter((a) => !a.dismissed);
  const refused = acts.flatMap(({ key, verdict }) => (verdict?.status === 'rejected' ? [{ key, verdict }] : []));
  const waiting = acts.find((a) => a.state !== 'received' && a.verdict?.status !== 'rejected');
  return (
    <>
      {waiting && <StateChip state={waiting.state} />}
      {refused.map(({ key, verdict }) => (
        <ErrorNote
          key={key}
          what={errorText(verdict)}
          action={
            <Button variant="quiet" onClick={() => void dismiss(key)}>
              {t('activity.dismiss')}
            </Button>
          }
        />
      ))}
    </>
  );
}
