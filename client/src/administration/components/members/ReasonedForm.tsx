import { isVisible } from '@egoejo/shared/platform/texts.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { ReasonField } from '../../../ui/forms/ReasonField.tsx';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';

/** A change of a member's account that the log keeps with its reason. `button`: its words, and how it is. */
export function ReasonedForm<T>({
  button,
  change,
  onDone,
  children,
}: {
  button: Pick<ComponentProps<typeof Button>, 'children' | 'variant' | 'disabled'>;
  change: (reason: string) => Promise<Result<T>>;
  onDone: (value: T) => void;
  children: ReactNode;
}) {
  const t = useT();
  const [reason, setReason] = useState('');
  const { busy, failure, submit } = useSubmit();
  const go = async () => {
    const done = await submit(() => change(reason.trim()));
    if (done) onDone(done.value);
  };
  const short = !isVisible(reason) || reason.trim().length < 3;
  return (
    <Form onSend={go}>
      {children}
      <ReasonField
        label={t('administration.reason')}
        hint={t('administration.reason.hint')}
        value={reason}
        onValue={setReason}
        rows={2}
      />
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy} {...button} disabled={button.disabled || short} />
    </Form>
  );
}
