import { useT } from '../../i18n/locale.ts';

/**
 * Shown to everybody while accounts with published passwords are open on this server; it also tells the operators how
 * to close them.
 */
export function DemoLine() {
  const t = useT();
  return (
    <details className="bg-grain-soft px-4 py-1 text-tiny text-grain">
      <summary className="min-h-6 cursor-pointer font-strong">{t('accounts.demo.line')}</summary>
      <div className="max-w-prose py-1">
        <p>{t('accounts.demo.what')}</p>
        <p>{t('accounts.demo.how')}</p>
      </div>
    </details>
  );
}
