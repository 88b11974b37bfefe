import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's grains, the seasons and the Silo for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'wallet',
    table: 'wallet',
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.member',
      balance: 't.balance',
      harvested: 't.harvested',
      planted: 't.planted',
      composted: 't.composted',
      redistributed: 't.redistributed',
      adjusted: 't.adjusted',
    },
  },
  {
    entity: 'transfer',
    table: 'transfer',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      gain: `t.to_account = 'wallet'`,
      amount: 't.amount',
      reason: 't.reason',
      key: 't.key',
      project: 't.project',
      poll: 't.poll',
      story: 't.story',
      at: 'iso(t.at)',
    },
  },
  {
    entity: 'support',
    table: 'support',
    key: 'project',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.project', grains: 't.grains' },
  },
  {
    entity: 'cycle',
    table: 'cycle',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', name: 't.name', startsAt: 'iso(t.starts_at)', endsAt: 'iso(t.ends_at)', active: 't.active' },
  },
  {
    entity: 'silo',
    table: 'silo',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', balance: 't.balance' },
  },
];
