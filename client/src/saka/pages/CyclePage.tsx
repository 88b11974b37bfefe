import { Link } from '@tanstack/react-router';
import type { Wallet } from '@egoejo/shared/saka/model.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CycleRing, type CycleFigures } from '../../ui/CycleRing.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/Page.tsx';
import { DateTime } from '../../ui/times.tsx';
import { History } from '../components/History.tsx';
import { WalletCard } from '../components/WalletCard.tsx';
import { usePurse } from '../model.ts';
import { useSeason, useSilo, useWallet } from '../queries.ts';

const figuresOf = (w: Wallet): CycleFigures => ({ harvested: w.harvested, planted: w.planted, composted: w.composted, redistributed: w.redistributed });
const parts = [['harvested', 'ui.cycle.harvested', 'text-grain'], ['planted', 'ui.cycle.planted', 'text-leaf'], ['composted', 'ui.cycle.composted', 'text-soil'], ['redistributed', 'ui.cycle.redistributed', 'text-wait']] as const;

/** The member's own way through the cycle; a movement that never happened is not shown as a promise. */
function Mine({ wallet }: { wallet: Wallet }) {
  const t = useT();
  const figures = figuresOf(wallet);
  const shown = parts.filter(([key]) => key === 'harvested' || key === 'planted' || figures[key] > 0);
  return (
    <Card label={t('saka.mine')} className="flex flex-col gap-3">
      <CycleRing figures={figures} centre={wallet.harvested} caption={t('saka.mine.caption')} />
      <dl className="grid grid-cols-2 gap-2.5">
        {shown.map(([key, word, ink]) => <div key={key}><dt className="text-tiny text-soft">{t(word)}</dt><dd className={`num font-strong ${ink}`}>{t('ui.number', { n: figures[key] })}</dd></div>)}
        {wallet.adjusted !== 0 && <div><dt className="text-tiny text-soft">{t('saka.adjusted')}</dt><dd className="num font-strong">{t('ui.number', { n: wallet.adjusted })}</dd></div>}
      </dl>
    </Card>
  );
}

function Season() {
  const t = useT();
  const season = useSeason();
  if (!season) return null;
  return <p className="text-small text-soft">{t('saka.season.from')} <DateTime at={season.startsAt} dayOnly /> {t('saka.season.to')} <DateTime at={season.endsAt} dayOnly /></p>;
}

function SiloLink() {
  const t = useT();
  const silo = useSilo();
  return (
    <Card className="relative flex items-center gap-3">
      <Icon name="silo" className="size-6 text-soil" />
      <span className="min-w-0 flex-1">
        <Link to="/cycle/silo" className="font-strong no-underline after:absolute after:inset-0">{t('saka.silo')}</Link>
        {silo !== null && silo !== undefined && <span className="num block text-tiny text-soft">{t('ui.grains', { n: silo })}</span>}
      </span>
      <Icon name="next" className="size-4 text-soft" />
    </Card>
  );
}

/** The cycle: the season, the member's grains and where they went. */
export function CyclePage() {
  const t = useT();
  const season = useSeason();
  const purse = usePurse();
  const wallet = useWallet();
  return (
    <Page title={t('saka.title')} aside={season?.name}>
      <Season />
      {purse === null && (
        <>
          <div className="py-2"><CycleRing /></div>
          <EmptyState icon="cycle" title={t('saka.visitor.title')} action={<LinkButton to="/inscription" search={{ suite: '/cycle' }}>{t('saka.visitor.join')}</LinkButton>}>{t('saka.visitor.text')}</EmptyState>
        </>
      )}
      {purse && <WalletCard purse={purse} />}
      {wallet && <Mine wallet={wallet} />}
      <SiloLink />
      {purse && <History />}
    </Page>
  );
}
