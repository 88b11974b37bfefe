import type { PublicSilo } from '@egoejo/shared/saka/public.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { dayAndHour } from '../../i18n/when.ts';
import { useNow } from '../../ui/text/clock.ts';
import { RelativeTime } from '../../ui/text/times.tsx';
import { percent } from '../rates.ts';
import { useMyCompost } from '../reads.ts';

/**
 * What compost would take from the member and when, and what stops it; a queued act protects nothing before it arrives
 * (R8, R9). Without `rules`: never read here.
 */
export function Compost({ balance, rules }: { balance: number; rules: PublicSilo['rules'] | undefined }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const on = rules?.compost !== false;
  const mine = useMyCompost(balance, rules);
  const queued = useActs().filter((a) => a.here && (a.state === 'queued' || a.state === 'sending')).length;
  const at = useSyncStatus((s) => s.lastExchangeAt);
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('saka.compost')}</h2>
      {rules?.compost === false && <p>{t('saka.compost.off')}</p>}
      {on && !mine && <p>{t('saka.compost.unknown')}</p>}
      {on && !mine && queued > 0 && <Queued n={queued} />}
      {on && mine && mine.stop === null && (
        <>
          <p className="font-strong text-soil">
            {t('saka.compost.will', { when: dayAndHour(locale, mine.at, now), n: mine.grains, of: balance })}
          </p>
          <p className="text-small">{t('saka.compost.stops')}</p>
          {queued > 0 && <Queued n={queued} />}
          <div className="flex flex-wrap gap-2">
            <LinkButton variant="quiet" to="/lire">
              {t('saka.history.read')}
            </LinkButton>
            <LinkButton variant="quiet" to="/projets">
              {t('saka.compost.plant')}
            </LinkButton>
          </div>
        </>
      )}
      {on && mine?.stop === 'balance' && (
        <p>{t('saka.compost.small', { min: mine.rules.compostMinBalance, of: balance })}</p>
      )}
      {on && mine?.stop === 'amount' && (
        <p>
          {t('saka.compost.little', {
            rate: percent(locale, mine.rules.compostRate),
            of: balance,
            min: mine.rules.compostMinAmount,
          })}
        </p>
      )}
      {on && at !== null && (
        <p className="text-tiny text-soft">
          {t('saka.compost.asOf')} <RelativeTime at={at} />
        </p>
      )}
    </Card>
  );
}

function Queued({ n }: { n: number }) {
  const t = useT();
  return <p className="text-small text-wait">{t('saka.compost.queued', { n })}</p>;
}
