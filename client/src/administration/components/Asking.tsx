import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { FailureNote } from '../../ui/forms/submit.tsx';
import type { Asked } from '../calls.ts';

/** The requested value, or why it is missing and a way to request it again. */
export function Asking<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => ReactNode }) {
  const t = useT();
  return (
    <>
      <FailureNote failure={asked.failure} />
      {asked.failure && (
        <Button variant="quiet" onClick={asked.again}>
          {t('ui.retry')}
        </Button>
      )}
      {asked.value === undefined
        ? !asked.failure && (
            <p role="status" className="py-6 text-center text-small text-soft">
              {t('administration.asking')}
            </p>
          )
        : children(asked.value)}
    </>
  );
}
