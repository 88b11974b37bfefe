import { useLocale, useT } from '../../i18n/locale.ts';
import { estimate } from '../../i18n/when.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';

interface FourPFigures {
  /** Euro cents. Shown beside the other figures, never added to them. */
  pledged: number;
  grains: readonly { word: string; n: number }[];
  people: { word: string; n: number };
  meaning: readonly { word: string; n: number }[];
}
function Figures({ of, ink }: { of: readonly { word: string; n: number }[]; ink: string }) {
  const t = useT();
  return (
    <dl className="columns-fit gap-2.5">
      {of.map(({ word, n }) => (
        <div key={word}>
          <dt className="text-tiny text-soft">{word}</dt>
          <dd className={`num text-head font-strong ${ink}`}>{t('ui.number', { n })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Four views of what was done, side by side. A figure that is only a proxy is marked as such. */
export function FourP({ figures }: { figures: FourPFigures }) {
  const t = useT();
  const locale = useLocale();
  const proxy = <Chip>{t('impact.proxy')}</Chip>;
  return (
    <div className="grid grid-cols-1 gap-3 rail:grid-cols-2">
      <Card className="flex flex-col gap-2">
        <h2 className="text-head">{t('impact.p1')}</h2>
        <p className="num text-head font-strong">{estimate(locale, { cents: figures.pledged, currency: 'EUR' })}</p>
        <p className="text-tiny text-soft">{t('impact.p1.text')}</p>
      </Card>
      <Card className="flex flex-col gap-2">
        <h2 className="text-head">{t('impact.p2')}</h2>
        <Figures of={figures.grains} ink="text-grain" />
      </Card>
      <Card className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="flex-1 text-head">{t('impact.p3')}</h2>
          {proxy}
        </div>
        <Figures of={[figures.people]} ink="text-leaf" />
        <p className="text-tiny text-soft">{t('impact.p3.text')}</p>
      </Card>
      <Card className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="flex-1 text-head">{t('impact.p4')}</h2>
          {proxy}
        </div>
        <Figures of={figures.meaning} ink="text-wait" />
        <p className="text-tiny text-soft">{t('impact.p4.text')}</p>
      </Card>
    </div>
  );
}
