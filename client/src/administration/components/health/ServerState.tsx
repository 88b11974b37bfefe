import { useT } from '../../../i18n/locale.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { RelativeTime } from '../../../ui/text/times.tsx';
import type { State } from '../../calls.ts';
import { Fact } from './Fact.tsx';

/** Backups, jobs, mail, text messages and events, with what needs attention first. */
export function ServerState({ state: { jobs, backup, mail, sms, events } }: { state: State }) {
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
      {sms?.troubles.map((trouble) => (
        <Notice key={trouble} icon="warning" tone="wait">
          {t(trouble === 'budget' ? 'administration.sms.budget' : 'administration.sms.provider')}
        </Notice>
      ))}
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
        {sms && (
          <Fact label={t('administration.sms')}>
            {t('administration.sms.used', {
              hour: sms.used.hour,
              mostHour: sms.most.hour,
              day: sms.used.day,
              mostDay: sms.most.day,
            })}
          </Fact>
        )}
        <Fact label={t('administration.events')}>{t('ui.number', { n: events })}</Fact>
      </CardList>
    </Section>
  );
}
