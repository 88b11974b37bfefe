import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { NewToken } from './NewToken.tsx';
import { TokenForm } from './TokenForm.tsx';

/** Creates a token, then shows it. This is the only time it is visible, so a tap beside the sheet does not close it. */
export function PartnerSheet({ onClose, onChanged }: { onClose: () => void; onChanged: () => void }) {
  const t = useT();
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const leave = () => (made && !copied ? setLeaving(true) : onClose());
  return (
    <Sheet open onClose={leave} title={made ? t('partners.made', { name: made.name }) : t('partners.new')}>
      {made ? (
        <>
          <NewToken token={made.token} copied={copied} onCopied={() => setCopied(true)} />
          {leaving && !copied ? (
            <>
              <div role="alert">
                <Notice icon="warning" tone="wait">
                  {t('partners.notCopied')}
                </Notice>
              </div>
              <Button variant="grave" block onClick={onClose}>
                {t('partners.close')}
              </Button>
            </>
          ) : (
            <Button variant={copied ? 'primary' : 'quiet'} block onClick={leave}>
              {t('ui.close')}
            </Button>
          )}
        </>
      ) : (
        <TokenForm
          onChanged={onChanged}
          onMade={(name, token) => {
            setMade({ name, token });
            onChanged();
          }}
        />
      )}
    </Sheet>
  );
}
