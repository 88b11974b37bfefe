import type { ReactNode } from 'react';
import { hasMessage, useLocale, useT } from '../../i18n/locale.ts';
import { percent } from '../../saka/rates.ts';
import { Card, CardList } from '../../ui/Card.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Section } from '../../ui/Page.tsx';
import { RelativeTime } from '../../ui/times.tsx';
import { calls, useAsked, type Economy, type State } from '../calls.ts';
import { actWord } from '../words.ts';
import { Asking } from './Asking.tsx';
import { Days } from './Days.tsx';
import { Refusal } from './Names.tsx';

/** The state of server and economy: first what needs attention, then the figures. */
export function HealthPart() {
  const t = useT();
  const state = useAsked('state', () => calls.state.query());
  const economy = useAsked('economy', () => calls.economy.query());
  return (
    <>
      <div className="flex flex-col gap-3 rail:grid rail:grid-cols-2 rail:gap-6">
        <div className="flex flex-col gap-3">
          <Asking asked={state}>
            {(value) => (
              <>
                <Server state={value} />
                <Times times={value.times} />
              </>
            )}
          </Asking>
        </div>
        <div>
          <Asking asked={economy}>{(value) => <Figures economy={value} />}</Asking>
        </div>
      </div>
      {economy.value && (
        <>
          <Days days={economy.value.days} />
          <Refusals refusals={economy.value.refusals} />
          <p className="text-tiny text-soft">
            {t('administration.asOf')} <RelativeTime at={economy.value.asOf} />
          </p>
        </>
      )}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="flex min-h-11 items-center justify-between gap-3 py-2">
      <span className="text-small text-soft">{label}</span>
      <span className="num text-end text-small font-strong">{children}</span>
    </li>
  );
}

function Server({ state: { jobs, backup, mail, events } }: { state: State }) {
  const t = useT();
  return (
    <Section title={t('administration.server')}>
      {jobs.troubles.map((trouble) => (
        <Notice key={trouble.job} icon="warning" tone="wait">
          {t('administration.job.trouble', { job: trouble.job, failed: trouble.failed, late: trouble.late })}{' '}
          <RelativeTime at={trouble.since} />
        </Notice>
      ))}
      {backup.late && (
        <Notice icon="warning" tone="wait">
          {t('administration.backup.late')}
        </Notice>
      )}
      {mail.state !== 'closed' && (
        <Notice icon="warning" tone="wait">
          {t('administration.mail.held')}
        </Notice>
      )}
      <CardList>
        <Fact label={t('administration.backup')}>
          {backup.last ? (
            <RelativeTime at={backup.last} />
          ) : (
            t(backup.on ? 'administration.backup.none' : 'administration.backup.off')
          )}
        </Fact>
        <Fact label={t('administration.jobs')}>
          {t('administration.jobs.waiting', { n: jobs.waiting, running: jobs.running })}
        </Fact>
        {jobs.oldest && (
          <Fact label={t('administration.jobs.oldest')}>
            <RelativeTime at={jobs.oldest} />
          </Fact>
        )}
        <Fact label={t('administration.mail')}>
          {t(
            !mail.on
              ? 'administration.mail.files'
              : mail.state === 'closed'
                ? 'administration.mail.leaves'
                : 'administration.mail.rests',
          )}
          {t('administration.mail.waiting', { n: mail.waiting })}
        </Fact>
        {mail.oldest && (
          <Fact label={t('administration.mail.oldest')}>
            <RelativeTime at={mail.oldest} />
          </Fact>
        )}
        <Fact label={t('administration.events')}>{t('ui.number', { n: events })}</Fact>
      </CardList>
    </Section>
  );
}

/** How long acts took to settle since the server started. */
function Times({ times }: Pick<State, 'times'>) {
  const t = useT();
  if (times.length === 0) return null;
  return (
    <Section title={t('administration.times')}>
      <CardList>
        {times
          .toSorted((a, b) => b.n - a.n)
          .map(({ mutation, n, mean, slow }) => (
            <Fact key={mutation} label={actWord(t, mutation)}>
              {t('administration.time.mean', { ms: Math.round(mean), n, slow })}
            </Fact>
          ))}
      </CardList>
    </Section>
  );
}

function Figures({ economy }: { economy: Economy }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Section title={t('administration.economy')}>
      <CardList>
        <Fact label={t('administration.circulating')}>{t('ui.grains', { n: economy.circulating })}</Fact>
        <Fact label={t('administration.day.silo')}>{t('ui.grains', { n: economy.silo })}</Fact>
        <Fact label={t('administration.idle')}>{percent(locale, economy.idleShare)}</Fact>
        <Fact label={t('administration.gini')}>
          {economy.gini === null
            ? t('administration.gini.none')
            : t('administration.decimal', { n: economy.gini / 1000 })}
        </Fact>
        <Fact label={t('administration.members')}>{t('ui.number', { n: economy.members })}</Fact>
      </CardList>
    </Section>
  );
}

function Refusals({ refusals }: { refusals: Economy['refusals'] }) {
  const t = useT();
  const number = 'num py-2 ps-2 text-end align-top';
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('administration.refusals')}</h2>
      {refusals.length === 0 && <p className="text-small text-soft">{t('administration.refusals.none')}</p>}
      {refusals.length > 0 && (
        <table className="w-full text-small">
          <thead>
            <tr className="align-bottom text-mini text-soft">
              <th scope="col" className="py-1 text-start font-normal">
                {t('administration.refusals.code')}
              </th>
              <th scope="col" className="py-1 ps-2 text-end font-normal">
                {t('administration.day.refused')}
              </th>
              <th scope="col" className="py-1 ps-2 text-end font-normal">
                {t('administration.refusals.aside')}
              </th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ code, client, refused, quarantined }) => (
              <tr key={`${code} ${client}`} className="border-t border-line">
                <th scope="row" className="py-2 text-start font-normal">
                  <Refusal code={code} />
                  <span className="block text-mini wrap-anywhere text-soft">
                    {hasMessage(`administration.refusal.${code}`) && `${code} · `}
                    <span className="inline-block">
                      {client === 'unknown' || client === 'other' ? t(`administration.client.${client}`) : client}
                    </span>
                  </span>
                </th>
                <td className={number}>{t('ui.number', { n: refused })}</td>
                <td className={number}>{t('ui.number', { n: quarantined })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-tiny text-soft">
        {t('administration.client.this', { build: document.documentElement.dataset.build ?? '' })}
      </p>
    </Card>
  );
}
