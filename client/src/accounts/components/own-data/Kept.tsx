import { RETENTION } from '@egoejo/shared/accounts/retention.ts';
import { DEPARTURES_KEPT_DAYS } from '@egoejo/shared/communities/model.ts';
import { REPORTS_KEPT_DAYS } from '@egoejo/shared/moderation/model.ts';
import { KEPT_DAYS } from '@egoejo/shared/sync/retention.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../i18n/locale.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import { Section } from '../../../ui/layout/Page.tsx';

const rows = [
  ['accounts.kept.account', 0],
  ['accounts.kept.acts', KEPT_DAYS],
  ['accounts.kept.mails', RETENTION.mailDays],
  ['accounts.kept.codes', RETENTION.codeDays],
  ['accounts.kept.sessions', RETENTION.endedSessionDays],
  ['accounts.kept.departures', DEPARTURES_KEPT_DAYS],
  ['accounts.kept.reports', REPORTS_KEPT_DAYS],
  ['accounts.kept.backups', KEPT_DAYS],
  ['accounts.kept.log', 0],
] as const;

/** What the member agreed to and where to change it, and how long each kind of data is kept. */
export function Kept() {
  const t = useT();
  return (
    <Section title={t('accounts.kept.title')}>
      <Card className="flex flex-col gap-2">
        <p className="text-small">{t('accounts.kept.choices')}</p>
        <ul className="flex flex-col text-small">
          <li>
            <Link to="/moi/profil" className="inline-flex min-h-11 items-center text-leaf">
              {t('accounts.kept.profile')}
            </Link>
          </li>
          <li>
            <Link to="/moi/reglages" className="inline-flex min-h-11 items-center text-leaf">
              {t('accounts.kept.settings')}
            </Link>
          </li>
        </ul>
        <dl className="text-small">
          {rows.map(([key, n]) => (
            <div key={key} className="border-t border-line py-2">
              <dt className="font-strong">{t(`${key}.what`)}</dt>
              <dd className="text-soft">{t(key, { n })}</dd>
            </div>
          ))}
        </dl>
        <p className="text-tiny text-soft">{t('accounts.kept.nobody')}</p>
      </Card>
    </Section>
  );
}
