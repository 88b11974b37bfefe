import type { Cycle, Wallet } from '@egoejo/shared/saka/model.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { figuresOf, STATIONS } from '../figures.ts';
import { useMyPart } from '../queries.ts';

/**
 * The member's own figures: in this season and since the beginning. Kinds of movement that never happened are left out,
 * so that they do not look like a promise.
 */
export function MyFigures({ wallet, season }: { wallet: Wallet; season: Cycle | null }) {
  const t = useT();
  const part = useMyPart(season);
  const total = figuresOf(wallet);
  const words = {
    harvested: 'ui.cycle.harvested',
    planted: 'ui.cycle.planted',
    composted: 'ui.cycle.composted',
    redistributed: 'ui.cycle.redistributed',
  } as const;
  const shown = STATIONS.filter((key) => key === 'harvested' || key === 'planted' || total[key] > 0);
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('saka.mine')}</h2>
      <table className="w-full text-table">
        <caption className="sr-only">{t('saka.mine')}</caption>
        <thead>
          <tr className="text-soft">
            <td />
            <th scope="col" className="text-end font-normal">
              {t('saka.mine.season')}
            </th>
            <th scope="col" className="text-end font-normal">
              {t('saka.mine.ever')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((key) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t(words[key])}
              </th>
              <td className="num py-1.5 text-end font-strong">{part ? t('ui.number', { n: part[key] }) : '–'}</td>
              <td className="num py-1.5 text-end font-strong">{t('ui.number', { n: total[key] })}</td>
            </tr>
          ))}
          {wallet.adjusted !== 0 && (
            <tr className="border-t border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t('saka.adjusted')}
              </th>
              <td />
              <td className="num py-1.5 text-end font-strong">{t('ui.number', { n: wallet.adjusted })}</td>
            </tr>
          )}
        </tbody>
      </table>
      <LinkButton variant="plain" to="/moi/impact">
        {t('impact.mine')}
      </LinkButton>
    </Card>
  );
}
