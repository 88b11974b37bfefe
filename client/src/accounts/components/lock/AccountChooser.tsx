import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { tryUnlock } from '../../device-lock.ts';
import { useDeviceAccounts, type DeviceAccount } from '../../device-accounts.ts';
import { switchTo } from '../../session.ts';
import { DigitsForm } from './DigitsForm.tsx';
import { Sign } from './Sign.tsx';

/** The members signed in on this phone. A locked account shows neither name nor balance before its digits. */
export function AccountChooser({ suite }: { suite?: string | undefined }) {
  const t = useT();
  const router = useRouter();
  const navigate = useNavigate();
  const member = useMember();
  const accounts = useDeviceAccounts((s) => s.accounts).filter((a) => !a.signedOut && a.member !== member?.member);
  const [asked, setAsked] = useState<DeviceAccount | null>(null);
  if (accounts.length === 0) return null;
  const open = async (account: DeviceAccount) => {
    await switchTo(account);
    if (suite === undefined) await navigate({ to: '/', replace: true });
    else router.history.replace(suite);
  };
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-head">{t('accounts.chooser.title')}</h2>
      <CardList>
        {accounts.map((a, i) => (
          <li key={a.member}>
            <button
              type="button"
              className="flex min-h-12 w-full items-center gap-3 text-start"
              onClick={() => (a.lock ? setAsked(a) : void open(a))}
            >
              {a.lock ? (
                <Sign member={a.member} small />
              ) : (
                <span className="grid size-9 flex-none place-items-center rounded-full bg-leaf-soft text-leaf">
                  <Icon name="me" className="size-5" />
                </span>
              )}
              <span className="min-w-0 flex-1">{a.lock ? t('accounts.chooser.locked', { n: i + 1 }) : a.name}</span>
              <Icon name="next" className="size-5 text-soft" />
            </button>
          </li>
        ))}
      </CardList>
      <p className="text-tiny text-soft">{t('accounts.chooser.hint')}</p>
      <Unlock account={asked} onClose={() => setAsked(null)} onOpen={(a) => void open(a)} />
    </section>
  );
}

function Unlock({
  account,
  onClose,
  onOpen,
}: {
  account: DeviceAccount | null;
  onClose: () => void;
  onOpen: (a: DeviceAccount) => void;
}) {
  const t = useT();
  return (
    <Sheet open={account !== null} onClose={onClose} title={t('shell.lock.title')}>
      {account && (
        <DigitsForm
          forgot={t('accounts.chooser.forgot')}
          onRight={() => onOpen(account)}
          tryDigits={(digits) => tryUnlock(account.member, digits, Date.now())}
        />
      )}
    </Sheet>
  );
}
