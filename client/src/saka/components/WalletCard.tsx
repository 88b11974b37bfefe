import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import type { Purse } from '../model.ts';

/**
 * « 120 grains, dont 30 réservés » with its bar, so that the member never has to add up two figures. `head` is above
 * the figure, `words` beside it, `children` below the bar: each page says its own.
 */
export function WalletCard({
  purse,
  label,
  head,
  words,
  children,
}: {
  purse: Purse;
  label?: string;
  head: ReactNode;
  words: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  return (
    <Card label={label}>
      {head}
      <p className="mb-2.5 flex flex-wrap items-end gap-x-2">
        <span className="num text-figure font-strong">{t('ui.number', { n: purse.total })}</span>
        {words}
      </p>
      <Bar
        total={purse.total}
        parts={[
          { value: purse.free, fill: 'leaf' },
          { value: purse.reserved, fill: 'grain' },
        ]}
      />
      {children}
    </Card>
  );
}
