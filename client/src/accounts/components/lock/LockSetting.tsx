import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { useState, type FormEvent } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { LOCK_DIGITS, removeLock, setLock } from '../../device-lock.ts';
import { useDeviceAccounts } from '../../device-accounts.ts';
import { DigitsField } from './DigitsField.tsx';
import { DigitsForm } from './DigitsForm.tsx';
import { Sign } from './Sign.tsx';

/** The setting for the optional 4-digit lock of a shared phone, which also says what it does not protect. */
export function LockSetting({ member }: { member: MemberId }) {
  const t = useT();
  const locked = useDeviceAccounts((s) => s.accounts.some((a) => a.member === member && a.lock !== null));
  const [open, setOpen] = useState(false);
  const [digits, setDigits] = useState('');
  const save = async (e: FormEvent) => {
    e.preventDefault();
    await setLock(member, digits);
    setDigits('');
    setOpen(false);
    toast(t('accounts.lock.on'));
  };
  const removed = () => {
    setOpen(false);
    toast(t('accounts.lock.off'));
  };
  return (
    <Section title={t('accounts.lock.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small text-soft">{t('accounts.lock.text')}</p>
        {locked ? (
          <>
            <p className="flex items-center gap-3 text-small text-soft">
              <Sign member={member} small />
              {t('accounts.lock.sign')}
            </p>
            <Button variant="quiet" icon="lock" onClick={() => setOpen(true)}>
              {t('accounts.lock.remove')}
            </Button>
          </>
        ) : (
          <Button variant="quiet" icon="lock" onClick={() => setOpen(true)}>
            {t('accounts.lock.set')}
          </Button>
        )}
      </Card>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('accounts.lock.title')}>
        {locked ? (
          <DigitsForm
            forgot={t('accounts.lock.forgot')}
            onRight={removed}
            tryDigits={(tried) => removeLock(member, tried, Date.now())}
          />
        ) : (
          <form className="flex flex-col gap-4" onSubmit={(e) => void save(e)}>
            <DigitsField digits={digits} onDigits={setDigits} hint={t('accounts.lock.hint')} />
            <Button type="submit" block disabled={digits.length !== LOCK_DIGITS}>
              {t('accounts.lock.set')}
            </Button>
          </form>
        )}
      </Sheet>
    </Section>
  );
}
