import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { useState, type FormEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Section } from '../../ui/Page.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { removeLock, setLock } from '../device-lock.ts';
import { useDeviceAccounts } from '../device-accounts.ts';
import { DigitsForm } from './DigitsForm.tsx';

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
          <Button variant="quiet" icon="lock" onClick={() => setOpen(true)}>
            {t('accounts.lock.remove')}
          </Button>
        ) : (
          <Button variant="quiet" icon="lock" onClick={() => setOpen(true)}>
            {t('accounts.lock.set')}
          </Button>
        )}
      </Card>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('accounts.lock.title')}>
        {locked ? (
          <DigitsForm
            submit={t('accounts.lock.remove')}
            forgot={t('accounts.lock.forgot')}
            onRight={removed}
            tryDigits={(tried) => removeLock(member, tried, Date.now())}
          />
        ) : (
          <form className="flex flex-col gap-4" onSubmit={(e) => void save(e)}>
            <TextField
              label={t('shell.lock.digits')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              value={digits}
              onValue={(v) => setDigits(v.replace(/\D/g, ''))}
              hint={t('accounts.lock.hint')}
            />
            <Button type="submit" block disabled={digits.length !== 4}>
              {t('accounts.lock.set')}
            </Button>
          </form>
        )}
      </Sheet>
    </Section>
  );
}
