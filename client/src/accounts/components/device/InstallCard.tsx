import { useT } from '../../../i18n/locale.ts';
import { install, installLater, type InstallWay } from '../../../platform/device/install.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';

export interface InstallProps {
  way: InstallWay;
  /** The member looked for it: there is nothing to put off. */
  asked: boolean;
}

/** Why and how to install the app; on iOS, where no program may ask, the steps by hand. */
export function InstallCard({ way, asked }: InstallProps) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-2" label={t('accounts.keep.title')}>
      <h2 className="text-head">{t('accounts.keep.title')}</h2>
      <p className="text-small">{t('accounts.keep.text')}</p>
      {way === 'ios' && (
        <>
          <p className="text-small">{t('accounts.keep.ios')}</p>
          <ol className="list-decimal ps-5 text-small">
            <li>{t('accounts.keep.ios.1')}</li>
            <li>{t('accounts.keep.ios.2')}</li>
            <li>{t('accounts.keep.ios.3')}</li>
          </ol>
        </>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        {way === 'prompt' && <Button onClick={() => void install()}>{t('accounts.keep.do')}</Button>}
        {!asked && (
          <Button variant="plain" onClick={installLater}>
            {t('accounts.keep.later')}
          </Button>
        )}
      </div>
    </Card>
  );
}
