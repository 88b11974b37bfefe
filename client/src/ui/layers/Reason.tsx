import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../actions/Button.tsx';
import { ReasonField } from '../forms/ReasonField.tsx';
import { Dialog } from './Sheet.tsx';

/** Asks for the reason of a decision about other people. `hint` says who will read it. */
export function Reason({
  open,
  title,
  doing,
  hint,
  onClose,
  onReason,
}: {
  open: boolean;
  title: string;
  doing: string;
  /** Left out: the person concerned. */
  hint?: string;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="danger" disabled={!isVisible(reason)} onClick={() => onReason(reason.trim())}>
            {doing}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <ReasonField hint={hint ?? t('ui.reason.hint')} value={reason} onValue={setReason} />
    </Dialog>
  );
}
