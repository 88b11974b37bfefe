import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { ReactNode } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Dialog } from '../../ui/layers/Sheet.tsx';

export interface ActDialogProps {
  open: boolean;
  title: string;
  /** The words of the button. */
  doing: string;
  disabled?: boolean;
  busy: boolean;
  /** Why the act was not queued. */
  failed: Failure | null;
  onDo: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog before one act: what it needs to know, a button that does it, and one that closes the dialog. */
export function ActDialog({ open, title, doing, disabled, busy, failed, onDo, onClose, children }: ActDialogProps) {
  const t = useT();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button disabled={disabled} busy={busy} onClick={onDo}>
            {doing}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {failed !== null && <ErrorNote what={errorText(failed)} />}
      </div>
    </Dialog>
  );
}
