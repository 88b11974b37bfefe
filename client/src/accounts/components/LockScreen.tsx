import { useState, type FormEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/Page.tsx';
import { openLock, setCurrent, tryUnlock, useDeviceAccounts } from '../device-accounts.ts';

/** Before a locked account: neither name nor balance, only four digits, and a door for others. */
export function LockScreen() {
  const t = useT();
  const current = useDeviceAccounts((s) => s.current);
  const [digits, setDigits] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (current === null) return openLock();
    setBusy(true);
    const tried = await tryUnlock(current, digits, Date.now());
    setBusy(false);
    setDigits('');
    if (tried.ok) return openLock();
    setError(tried.waitMs > 0 ? t('shell.lock.wait', { n: Math.ceil(tried.waitMs / 1000) }) : t('shell.lock.wrong'));
  };
  const other = () => {
    setCurrent(null);
    openLock();
    // Whatever was open belongs to the locked member: start anew as a visitor.
    location.assign('/connexion');
  };
  return (
    <Page title={t('shell.lock.title')}>
      <span className="grid size-14 place-items-center rounded-full bg-leaf-soft text-leaf"><Icon name="lock" className="size-7" /></span>
      <form className="flex flex-col gap-4" onSubmit={(e) => void submit(e)}>
        <TextField
          label={t('shell.lock.digits')} type="password" inputMode="numeric" autoComplete="off" maxLength={4} pattern="\d{4}" required
          value={digits} onValue={(v) => setDigits(v.replace(/\D/g, ''))} error={error}
        />
        <Button type="submit" block busy={busy} disabled={digits.length !== 4}>{t('shell.lock.open')}</Button>
        <Button variant="plain" block onClick={other}>{t('shell.lock.other')}</Button>
      </form>
    </Page>
  );
}
