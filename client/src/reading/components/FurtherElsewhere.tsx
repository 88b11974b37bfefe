import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Dialog } from '../../ui/layers/Sheet.tsx';
import { percentOf } from '../sitting/position.ts';

/** Asks whether to continue where another device was further: once, then never again about that position (S27). */
export function FurtherElsewhere({
  at,
  here,
  onGo,
  onStay,
}: {
  at: number;
  here: number;
  onGo: () => void;
  onStay: () => void;
}) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onStay}
      title={t('reading.further.title')}
      description={t('reading.further.text', { there: percentOf(at), here: percentOf(here) })}
      actions={
        <>
          <Button onClick={onGo}>{t('reading.further.go', { there: percentOf(at) })}</Button>
          <Button variant="quiet" onClick={onStay}>
            {t('reading.further.stay')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
