import { useT } from '../../i18n/locale.ts';
import { Button } from '../actions/Button.tsx';
import { Dialog } from './Sheet.tsx';

/** Asks once more before an act that destroys or ends something. `doing`: the words of its button. */
export function Confirm({
  open,
  title,
  text,
  doing,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  /** What happens then. */
  text: string;
  doing: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={text}
      actions={
        <>
          <Button variant="danger" onClick={onConfirm}>
            {doing}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
