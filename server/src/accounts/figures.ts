import type { Figures } from '../platform/observability/metrics-instruments.ts';

/** What `/metrics` shows of accounts. */
export const accountFigures: Figures = {
  gauges: {
    registrations: ['egoejo_registrations_total', 'Accounts ever registered'],
    members: ['egoejo_members', 'Accounts'],
    active: ['egoejo_active_members', 'Members seen in the last day'],
  },
  sql: `select n as registrations, members,
    (select count(distinct member) from session where used_at > now() - interval '1 day') as active
    from (select count(*) as n, count(*) filter (where status <> 'closed') as members from member) m`,
  keptMs: 15_000,
};
