/** What `/metrics` shows of SAKA: rollups and runs, never all wallets. */
import type { Figures, RefusalCount } from '../platform/observability/metrics-instruments.ts';

export const sakaFigures: Figures = {
  gauges: {
    harvested: ['egoejo_saka_harvested_grains', 'Grains harvested by all wallets'],
    planted: ['egoejo_saka_planted_grains', 'Grains planted by all wallets'],
    composted: ['egoejo_saka_composted_grains', 'Grains composted from all wallets'],
    silo: ['egoejo_saka_silo_grains', 'Grains in the Silo'],
    lastCompost: ['egoejo_saka_last_compost_timestamp_seconds', 'When the last run of compost ended'],
  },
  sql: `select
    (select coalesce(sum(harvested), 0) from cycle_day) as harvested,
    (select coalesce(sum(planted), 0) from cycle_day) as planted,
    (select coalesce(sum(composted), 0) from cycle_day) as composted,
    (select coalesce(sum(balance), 0) from silo) as silo,
    (select coalesce(extract(epoch from max(ended_at)), 0) from saka_run where kind = 'compost') as "lastCompost"`,
};
export const sakaErrors: RefusalCount = {
  name: 'egoejo_saka_errors_total',
  help: 'Refused SAKA acts, insufficient grains left out',
  counts: (code) => code.startsWith('saka.') && code !== 'saka.insufficient_grains',
};
