import { useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { copyText } from '../../../platform/device/share.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { TextArea } from '../../../ui/forms/text-fields.tsx';

/** The token that was just created, to be copied. */
export function NewToken({ token, copied, onCopied }: { token: string; copied: boolean; onCopied: () => void }) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const [byHand, setByHand] = useState(false);
  const select = () => {
    field.current?.focus();
    field.current?.select();
  };
  // The replaced form had the focus. A later effect would lose the focus again: one frame later the dialog takes it if
  // no element has it.
  useLayoutEffect(select, []);
  const copy = async () => {
    const done = await copyText(token);
    setByHand(!done);
    if (done) onCopied();
    else select();
  };
  return (
    <>
      <Notice icon="warning" tone="wait">
        {t('partners.once')}
      </Notice>
      <TextArea
        ref={field}
        label={t('partners.token')}
        value={token}
        onValue={() => undefined}
        rows={2}
        readOnly
        spellCheck={false}
      />
      <Button variant={copied ? 'quiet' : 'primary'} block icon={copied ? 'ok' : 'link'} onClick={() => void copy()}>
        {t('partners.copy')}
      </Button>
      <p role="status" className="text-center text-small empty:hidden">
        {copied ? t('partners.copied') : byHand ? t('partners.byHand') : ''}
      </p>
    </>
  );
}
