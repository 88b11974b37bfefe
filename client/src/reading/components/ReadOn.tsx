import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';

/** The card of the text or book that the member was reading. `title` is a link that opens it; `percent`: the part read. */
export function ReadOn({ title, by, percent }: { title: ReactNode; by: string; percent: number }) {
  const t = useT();
  return (
    <Card className="relative">
      <p className="text-tiny text-soft">{t('reading.on', { n: percent })}</p>
      <h2 className="mt-0.5 text-head">{title}</h2>
      <p className="pb-2 text-small text-soft" dir="auto">
        {by}
      </p>
      <Bar parts={[{ value: percent, fill: 'leaf' }]} total={100} />
    </Card>
  );
}
