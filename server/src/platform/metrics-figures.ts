/** The figures of `/metrics` that are read from the database. */

/** Read at each scrape. Every query is small or uses an index: for SAKA the rollups and runs, never all wallets. */
export const FIGURES = `select
  (select coalesce(sum(harvested), 0) from cycle_day) as harvested,
    (select coalesce(sum(planted), 0) from cycle_day) as planted,
  (select coalesce(sum(composted), 0) from cycle_day) as composted,
    (select coalesce(sum(balance), 0) from silo) as silo,
  (select coalesce(extract(epoch from max(ended_at)), 0) from saka_run where kind = 'compost') as "lastCompost",
  (select count(*) from project_delta) + (select count(*) from poll_delta) + (select count(*) from review_delta)
    + (select count(*)
    from cycle_delta) as "deltas",
  (select count(*) from domain_event) as "eventsWaiting",
  (select coalesce(extract(epoch from now() - min(at)), 0) from domain_event) as "eventsAge",
  (select count(*) from mail_outbox where outcome is null) as "mailWaiting",
  (select coalesce(extract(epoch from now() - min(queued_at)), 0) from mail_outbox where outcome is null) as "mailAge",
  (select count(*) from text_message where at > now() - interval '1 hour') as "textsHour",
  (select count(*) from text_message where at > now() - interval '1 day') as "textsDay"`;

/**
 * These read whole tables, and anyone may be allowed to request `/metrics`: they run at most once in `PEOPLE_MS`, and
 * never concurrently.
 */
export const PEOPLE = `select n as registrations, members,
  (select count(distinct member) from session where used_at > now() - interval '1 day') as active
  from (select count(*) as n, count(*) filter (where status <> 'closed') as members from member) m`;
/** How long these figures are kept, in milliseconds. */
export const PEOPLE_MS = 15_000;
/** Only where pg-boss has made its tables. */
export const JOBS = `select count(*) as length, coalesce(extract(epoch from now() - min(created_on)), 0) as age
  from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()`;
