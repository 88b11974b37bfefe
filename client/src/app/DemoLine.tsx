import { useT } from '../i18n/locale.ts';

/**
 * Shown to everybody while accounts with published passwords are open on this server; it also tells the operators how
 * to close them.
 */
export function DemoLine() {
  const t = useT();
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 bg-grain-soft px-4 py-1.5 text-tiny text-grain">
      <p>{t('accounts.demo.what')}</p>
      <details>
        <summary className="min-h-6 cursor-pointer font-strong underline">{t('accounts.demo.end')}</summary>
        <p className="max-w-prose py-1">{t('accounts.demo.how')}</p>
      </details>
    </div>
  );
}
