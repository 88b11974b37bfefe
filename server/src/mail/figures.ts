import type { Figures } from '../platform/observability/metrics-instruments.ts';

/** What `/metrics` shows of mails and text messages. */
export const mailFigures: Figures = {
  gauges: {
    mailWaiting: ['egoejo_mail_waiting', 'Queued mails that did not leave yet'],
    mailAge: ['egoejo_mail_oldest_seconds', 'Age of the oldest of them'],
    textsHour: ['egoejo_sms_last_hour', 'Text messages of the last hour, against SMS_MOST_HOUR'],
    textsDay: ['egoejo_sms_last_day', 'Text messages of the last 24 hours, against SMS_MOST_DAY'],
  },
  sql: `select
    (select count(*) from mail_outbox where outcome is null) as "mailWaiting",
    (select coalesce(extract(epoch from now() - min(queued_at)), 0) from mail_outbox where outcome is null)
      as "mailAge",
    (select count(*) from text_message where at > now() - interval '1 hour') as "textsHour",
    (select count(*) from text_message where at > now() - interval '1 day') as "textsDay"`,
};
