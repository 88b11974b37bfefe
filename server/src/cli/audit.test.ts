import { beforeAll, expect, it } from 'vitest';
import { readConfig } from '../platform/config/read-config.ts';
import { gapsAfter, makeWorld, RECEIPT_KEY, type World } from '../testing/audit/audit-world.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { actChecks } from './audit-acts.ts';
import { auditChecks } from './audit-checks.ts';
import { featureChecks } from './audit-features/index.ts';
import { audit, saysOf } from './audit.ts';
import { runCommand } from './run.ts';

/** A change that a superuser, or a bug that bypasses every trigger, could have made. */
interface Corruption {
  what: string;
  sql: (w: World) => string;
  /** The check that must report it. */
  finds: string;
}
const MOVED = 'member, rev, from_account, to_account, amount, reason, key, actor, project, poll, story, cycle, at, run';
const copy = (where: string, change: Record<string, string> = {}): string =>
  `insert into transfer (id, ${MOVED}) select gen_random_uuid(), ${MOVED.split(', ')
    .map((c) => change[c] ?? c)
    .join(', ')} from transfer where ${where} limit 1`;
const the = (where: string): string => `id = (select id from transfer where ${where} order by rev limit 1)`;
/** A refusal two hours ago, as evidence that a server was running then. */
const oldReceipt = (w: World): string =>
  `insert into receipt (member, key, hash, name, code, detail, rev, at) values ('${w.outsider}', ` +
  `gen_random_uuid(), '\\x00', 'project.boost', 'project.unknown', '{}', 1, now() - interval '2 hours')`;

const corruptions: readonly Corruption[] = [
  {
    what: 'an amount of a boost',
    sql: () => `update transfer set amount = amount + 1 where reason = 'project_boost'`,
    finds: 'wallet.balance',
  },
  {
    what: 'an amount of a boost, and every figure made of it',
    sql: (w) => `with t as (update transfer set amount = 11
      where ${the(`member = '${w.awa.member}' and reason = 'project_boost'`)}),
      s as (update support set grains = grains + 1 where member = '${w.awa.member}'),
        y as (update project_tally set score = score + 1 where id = '${w.project}'),
      c as (update cycle_delta set n = n) update wallet set balance = balance - 1, planted = planted + 1
        where member = '${w.awa.member}'`,
    finds: 'receipt.boost',
  },
  {
    what: 'the project of a boost',
    sql: (w) => `update transfer set project = '${w.hidden}' where project = '${w.project}'`,
    finds: 'receipt.boost',
  },
  {
    what: 'a boost of a project nobody ever published',
    sql: (w) => `update project set status = 'declined' where id = '${w.project}'`,
    finds: 'transfer.refers',
  },
  {
    what: 'a boost in a private community the member never was in',
    sql: (w) => `delete from membership where member = '${w.ben.member}'`,
    finds: 'boost.unseen',
  },
  {
    what: 'the member of a transfer',
    sql: (w) => `update transfer set member = '${w.outsider}' where reason = 'content_read'`,
    finds: 'receipt.missing',
  },
  {
    what: 'the reason of a transfer',
    sql: () => `update transfer set reason = 'invite_accepted' where reason = 'content_read'`,
    finds: 'transfer.shape',
  },
  {
    what: 'the accounts of a transfer',
    sql: () => `update transfer set from_account = 'silo' where reason = 'content_read'`,
    finds: 'transfer.shape',
  },
  {
    what: 'where a boost went',
    sql: () => `update transfer set to_account = 'silo' where reason = 'project_boost'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a negative amount',
    sql: () => `update transfer set amount = -amount where reason = 'compost'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a harvest of more than its reason gives',
    sql: () => `update transfer set amount = 100 where reason = 'content_read'`,
    finds: 'transfer.shape',
  },
  {
    what: 'an adjustment above its limit',
    sql: () => `update transfer set amount = 501 where reason = 'manual_adjust' and actor is not null`,
    finds: 'transfer.shape',
  },
  {
    what: 'the actor of an act',
    sql: (w) => `update transfer set actor = '${w.outsider}' where reason = 'project_boost'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a key taken off',
    sql: () => `update transfer set key = null where reason = 'poll_spend'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a transfer of the future',
    sql: () => `update transfer set at = at + interval '2 days' where reason = 'content_read'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a transfer of another day',
    sql: () => `update transfer set at = at - interval '1 day' where reason = 'silo_redistribution'`,
    finds: 'cycle.redistributed',
  },
  {
    what: 'a transfer before its act',
    sql: () => `update transfer set at = at - interval '1 minute' where reason = 'project_boost'`,
    finds: 'receipt.missing',
  },
  {
    what: 'the season of a transfer',
    sql: () => `update transfer set cycle = null where reason = 'content_read'`,
    finds: 'cycle.harvested',
  },
  {
    what: 'a season that is none',
    sql: () => `update transfer set cycle = gen_random_uuid() where reason = 'poll_spend'`,
    finds: 'transfer.refers',
  },
  {
    what: 'a season of another time',
    sql: (w) =>
      `update cycle set starts_at = starts_at + interval '2 days', ends_at = ends_at + interval '2 days'
        where id = '${w.cycle}'`,
    finds: 'transfer.refers',
  },
  {
    what: 'a transfer of a member who is none',
    sql: () => `update transfer set member = gen_random_uuid() where reason = 'content_read'`,
    finds: 'transfer.refers',
  },
  {
    what: 'a run that was none',
    sql: () => `update transfer set run = gen_random_uuid() where reason = 'compost'`,
    finds: 'transfer.refers',
  },
  {
    what: 'a deleted transfer',
    sql: () => `delete from transfer where reason = 'project_boost'`,
    finds: 'receipt.boost',
  },
  {
    what: 'a deleted harvest',
    sql: () => `delete from transfer where reason = 'content_read'`,
    finds: 'receipt.harvest',
  },
  { what: 'a doubled boost', sql: () => copy(`reason = 'project_boost'`), finds: 'receipt.boost' },
  { what: 'a doubled harvest', sql: (w) => copy(`story = '${w.story}'`), finds: 'harvest.once' },
  {
    what: 'a doubled harvest under another rev',
    sql: () => copy(`reason = 'poll_vote'`, { rev: 'rev - 1' }),
    finds: 'receipt.missing',
  },
  {
    what: 'a refund that gave back more than was spent',
    sql: () => copy(`reason = 'poll_refund' and key is null`),
    finds: 'poll.refund',
  },
  {
    what: 'a refund of a poll that was never cancelled',
    sql: (w) => `update poll set state = 'closed' where id = '${w.cancelled}'`,
    finds: 'transfer.refers',
  },
  { what: 'a doubled redistribution', sql: () => copy(`reason = 'silo_redistribution'`), finds: 'silo' },
  {
    what: 'an adjustment nobody made',
    sql: (w) =>
      `insert into transfer (member, rev, from_account, to_account, amount, reason)
        values ('${w.awa.member}', 1, 'source', 'wallet', 50, 'manual_adjust')`,
    finds: 'adjust.log',
  },
  {
    what: 'an adjustment of which the log says less',
    sql: () =>
      `update audit_log set detail = detail || '{"grains": -2}' where action = 'saka.adjust' and actor is not null`,
    finds: 'adjust.log',
  },
  {
    what: 'an adjustment out of the log',
    sql: () => `delete from audit_log where action = 'saka.adjust' and actor is not null`,
    finds: 'adjust.log',
  },
  {
    what: 'the rev of a transfer',
    sql: () => `update transfer set rev = rev + 1000 where reason = 'compost'`,
    finds: 'rev.transfer',
  },
  {
    what: 'a wallet no device would hear of',
    sql: (w) => `update wallet set rev = 0 where member = '${w.awa.member}'`,
    finds: 'wallet.rev',
  },
  ...['balance', 'harvested', 'planted', 'composted', 'redistributed', 'adjusted'].map((part): Corruption => ({
    what: `the ${part} of a wallet`,
    sql: (w) => `update wallet set ${part} = ${part} + 1 where member = '${w.awa.member}'`,
    finds: `wallet.${part}`,
  })),
  { what: 'a deleted wallet', sql: (w) => `delete from wallet where member = '${w.outsider}'`, finds: 'account' },
  {
    what: 'a wallet of nobody',
    sql: () => `insert into wallet (member, balance, rev) values (gen_random_uuid(), 0, 0)`,
    finds: 'cycle.wallets',
  },
  { what: 'the Silo', sql: () => 'update silo set balance = balance + 1', finds: 'silo' },
  {
    what: 'a second Silo',
    sql: () => 'insert into silo (id, balance, rev) values (gen_random_uuid(), 5, 0)',
    finds: 'sum',
  },
  {
    what: 'a support',
    sql: (w) => `update support set grains = grains + 1 where member = '${w.awa.member}'`,
    finds: 'support',
  },
  {
    what: 'a support without boosts',
    sql: (w) => `insert into support (member, project, grains, rev) values ('${w.outsider}', '${w.project}', 3, 0)`,
    finds: 'support',
  },
  {
    what: 'a score',
    sql: (w) => `update project_tally set score = score + 1 where id = '${w.project}'`,
    finds: 'project.score',
  },
  {
    what: 'the supporters',
    sql: (w) => `update project_tally set supporters = 9 where id = '${w.project}'`,
    finds: 'project.supporters',
  },
  {
    what: 'a delta of nothing',
    sql: (w) =>
      `insert into project_delta (member, project, grains, supporters)
        values ('${w.awa.member}', '${w.project}', 4, 0)`,
    finds: 'project.score',
  },
  { what: 'a figure of a run', sql: () => `update saka_run set grains = grains + 1`, finds: 'run' },
  {
    what: 'a compost of no run',
    sql: () => `update transfer set run = null where reason = 'compost'`,
    finds: 'run.none',
  },
  {
    what: 'a figure of a season',
    sql: () => `update cycle_day set composted = composted + 1`,
    finds: 'cycle.composted',
  },
  {
    what: 'a figure of adjustments',
    sql: () => `update cycle_day set adjusted = adjusted - 1`,
    finds: 'cycle.adjusted',
  },
  { what: 'what a season planted', sql: () => `update cycle_day set planted = planted - 1`, finds: 'cycle.planted' },
  {
    what: 'a verdict of a boost turned into a refusal',
    sql: () => `update receipt set code = 'project.withdrawn' where name = 'project.boost'`,
    finds: 'receipt.missing',
  },
  {
    what: 'a verdict of a vote that cost nothing turned into a refusal',
    sql: (w) => `update receipt set code = 'poll.closed' where name = 'poll.vote' and member = '${w.awa.member}'`,
    finds: 'receipt.shape',
  },
  { what: 'a lost receipt', sql: () => `delete from receipt where name = 'reading.finish'`, finds: 'receipt.missing' },
  {
    what: 'a receipt of a boost that never was',
    sql: (w) =>
      `insert into receipt (member, key, hash, name, rev) values ('${w.awa.member}', gen_random_uuid(), ` +
      `'\\x00', 'project.boost', 1)`,
    finds: 'receipt.boost',
  },
  {
    what: 'a receipt newer than its member',
    sql: () => `update receipt set rev = rev + 1000 where name = 'reading.finish'`,
    finds: 'rev.receipt',
  },
  {
    what: 'what a ballot says',
    sql: (w) => `update ballot set content = '{"kind": "choice", "options": ["a", "c"]}' where poll = '${w.choice}'`,
    finds: 'ballot.receipt',
  },
  {
    what: 'a ballot of somebody who never voted',
    sql: (w) =>
      `insert into ballot (poll, member, content, rev)
        values ('${w.choice}', '${w.outsider}', '{"kind": "choice", "options": ["a"]}', 0)`,
    finds: 'ballot.receipt',
  },
  {
    what: 'a sealed ballot that is gone',
    sql: (w) => `delete from sealed_ballot where poll = '${w.sealed}'`,
    finds: 'ballot.secret',
  },
  {
    what: 'when a secret vote was cast',
    sql: (w) => `update ballot set cast_at = cast_at + interval '1 millisecond' where poll = '${w.sealed}'`,
    finds: 'ballot.secret',
  },
  {
    what: 'a ballot opened before its time',
    sql: (w) => `insert into opened_ballot (poll, n, content) values ('${w.sealed}', 1, '{}')`,
    finds: 'ballot.secret',
  },
  {
    what: 'what a ballot cost',
    sql: (w) => `update ballot set grains = grains + 5 where poll = '${w.quadratic}'`,
    finds: 'ballot.grains',
  },
  {
    what: 'a poll made dearer',
    sql: (w) => `update poll set method = method || '{"unit": 6}' where id = '${w.quadratic}'`,
    finds: 'ballot.cost',
  },
  { what: 'a lost ballot', sql: (w) => `delete from ballot where poll = '${w.choice}'`, finds: 'poll.turnout' },
  {
    what: 'a turnout',
    sql: (w) => `update poll_tally set ballots = ballots + 1 where id = '${w.quadratic}'`,
    finds: 'poll.turnout',
  },
  {
    what: 'the stars of a work that nobody reviewed',
    sql: () => `with w as (
      insert into work (id, import_key, scope, title, authors, languages, contributors, accessibility, colour,
          rev)
        values (gen_random_uuid(), 'x', 'catalogue', 'Le lion', 'Awa', '{fr}', '[]', '{}', '#336644', 1) returning id)
      insert into work_tally (id, scope, reviews, stars, rev) select id, 'catalogue', 1, 5, 1 from w`,
    finds: 'work.reviews',
  },
  {
    what: 'the result of a closed poll',
    sql: (w) => `update poll set result = jsonb_set(result, '{counts,0,votes}', '99') where id = '${w.closed}'`,
    finds: 'poll.result',
  },
  {
    what: 'a day’s count of harvests',
    sql: () => `update harvest_day set n = n + 1 where reason = 'content_read'`,
    finds: 'harvest.day',
  },
  {
    what: 'a forgotten harvest',
    sql: () => `delete from harvest_once where reason = 'poll_vote'`,
    finds: 'harvest.day',
  },
  {
    what: 'more harvests a day than its limit',
    sql: () => `update harvest_day set n = 4 where reason = 'content_read'`,
    finds: 'harvest.limit',
  },
  {
    what: 'an earlier harvest day',
    sql: () => `update harvest_day set day = day - 1 where reason = 'content_read'`,
    finds: 'harvest.when',
  },
  {
    what: 'a time of the last compost',
    sql: () => `update wallet set last_compost = last_compost - interval '1 day' where last_compost is not null`,
    finds: 'activity',
  },
  {
    what: 'an activity that has not been',
    sql: (w) => `update wallet set last_activity = now() + interval '1 year' where member = '${w.awa.member}'`,
    finds: 'activity',
  },
  {
    what: 'a transfer a minute later than its act',
    sql: () => `update transfer set at = at + interval '1 minute' where reason = 'poll_spend'`,
    finds: 'receipt.missing',
  },
  {
    what: 'a compost before its run',
    sql: () => `update transfer set at = at - interval '1 minute' where reason = 'compost'`,
    finds: 'transfer.refers',
  },
  {
    what: 'the actor of a run',
    sql: (w) => `update transfer set actor = '${w.awa.member}' where reason = 'silo_redistribution'`,
    finds: 'transfer.refers',
  },
  {
    what: 'the actor of a harvest',
    sql: (w) => `update transfer set actor = '${w.outsider}' where reason = 'poll_vote'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a harvest day that has not begun',
    sql: () => `update harvest_day set day = day + 3`,
    finds: 'harvest.limit',
  },
  {
    what: 'another subject of a harvest',
    sql: () => `update harvest_once set subject = gen_random_uuid() where reason = 'content_read'`,
    finds: 'harvest.once',
  },
  { what: 'a doubled harvest of a quarter', sql: (w) => copy(`story = '${w.work}'`), finds: 'harvest.quarter' },
  {
    what: 'a forgotten harvest of a quarter',
    sql: (w) => `delete from harvest_once where subject = book_quarter('${w.work}', 2)`,
    finds: 'harvest.quarter',
  },
  {
    what: 'a quarter that was not passed',
    sql: () => `update book_day set passed = '{[0,2500)}'`,
    finds: 'harvest.quarter',
  },
  {
    what: 'a harvest of a quarter its verdict does not tell',
    sql: () => `update receipt set detail = jsonb_set(detail, '{0,params,grains}', '10') where name = 'book.session'`,
    finds: 'receipt.harvest',
  },
  { what: 'what reading a story brought', sql: () => 'update read_mark set grains = 0', finds: 'harvest.mark' },
  {
    what: 'a harvest its verdict does not tell',
    sql: () => `update receipt set detail = null where name = 'reading.finish'`,
    finds: 'receipt.said',
  },
  {
    what: 'what each got of the Silo',
    sql: () => `update saka_run set share = share + 1 where kind = 'redistribution'`,
    finds: 'run.share',
  },
  {
    what: 'less given of the Silo than its rate, and every figure made of it',
    sql: () => `with r as (update saka_run set share = share - 1, grains = grains - wallets
      where kind = 'redistribution'),
      t as (update transfer set amount = amount - 1 where reason = 'silo_redistribution' returning member),
      w as (update wallet w set balance = balance - 1, redistributed = redistributed - 1 from t
        where t.member = w.member),
      d as (update cycle_day set redistributed = redistributed - (select count(*) from t) where redistributed > 0),
      e as (update cycle_delta set n = n - (select count(*) from t) where part = 'redistributed')
      update silo set balance = balance + (select count(*) from t)`,
    finds: 'run.silo',
  },
  {
    what: 'a grain composted more, and every figure made of it',
    sql: () => `with r as (update saka_run set grains = grains + 1 where kind = 'compost'),
      t as (update transfer set amount = amount + 1 where reason = 'compost' returning member),
        w as (update wallet w set balance = balance - 1, composted = composted + 1 from t where t.member = w.member),
      d as (update cycle_day set composted = composted + 1 where composted > 0),
        e as (update cycle_delta set n = n + 1 where part = 'composted')
      update silo set balance = balance + 1`,
    finds: 'run.compost',
  },
  {
    what: 'the rate of a run',
    sql: () => `update saka_run set parameters = '{}' where kind = 'compost'`,
    finds: 'run.compost',
  },
  { what: 'a run of a time to come', sql: () => `update saka_run set at = at + interval '1 year'`, finds: 'run.at' },
  { what: 'an empty Silo taken away', sql: () => 'delete from silo', finds: 'silo' },
  {
    what: 'a result before its end',
    sql: (w) => `update poll set result = '{}' where id = '${w.choice}'`,
    finds: 'poll.early',
  },
  {
    what: 'who gave a cancelled poll back',
    sql: (w) => `update transfer set actor = '${w.ben.member}' where reason = 'poll_refund' and key is null`,
    finds: 'transfer.shape',
  },
  {
    what: 'a second Silo that is empty',
    sql: () => 'insert into silo (id, balance, rev) values (gen_random_uuid(), 0, 0)',
    finds: 'silo.one',
  },
  {
    what: 'an activity set back',
    sql: (w) =>
      `update wallet set last_activity = last_activity - interval '200 days' where member = '${w.ben.member}'`,
    finds: 'activity',
  },
  {
    what: 'an activity set back of whose newest act is an invitation',
    sql: (w) => `with a as (update transfer set at = at - interval '200 days'
      where member = '${w.awa.member}' and key is not null)
      update wallet set last_activity = last_activity - interval '100 days' where member = '${w.awa.member}'`,
    finds: 'activity',
  },
  {
    what: 'an activity no act gives',
    sql: (w) => `with m as (update member set created_at = now() - interval '100 days'),
      t as (update transfer set at = now() - interval '90 days' where member = '${w.outsider}'),
      r as (update receipt set at = now() - interval '90 days') update wallet
        set last_activity = now() - interval '1 day' where member = '${w.outsider}'`,
    finds: 'activity',
  },
  {
    what: 'the days of a run of compost',
    sql: () => `with a as (insert into transfer (id, member, rev, from_account, to_account, amount, reason, key, at)
      select gen_random_uuid(), member, 0, 'wallet', 'planted_project', 1, 'project_boost', gen_random_uuid(),
      now() - interval '100 days'
        from transfer where reason = 'compost') update saka_run
          set parameters = parameters || '{"compostInactivityDays": 900}' where kind = 'compost'`,
    finds: 'activity.run',
  },
  {
    what: 'a time of an act, and a recovery that ended before it',
    sql: () =>
      `with i as (update installation set recovered_at = now() - interval '1 hour') update transfer
        set at = at + interval '1 minute' where reason = 'poll_spend'`,
    finds: 'receipt.missing',
  },
  {
    what: 'a harvest its verdict does not tell, and a recovery',
    sql: () =>
      `with i as (update installation set recovered_at = now()) update receipt set detail = null
        where name = 'reading.finish'`,
    finds: 'receipt.said',
  },
  {
    what: 'the rate of a run, and a recovery that ended before it',
    sql: () =>
      `with i as (update installation set recovered_at = now() - interval '1 hour') update saka_run
        set parameters = '{}' where kind = 'compost'`,
    finds: 'run.compost',
  },
  {
    what: 'what was given of the Silo, and a recovery that ended before it',
    sql: () =>
      `with i as (update installation set recovered_at = now() - interval '1 hour') update saka_run
        set share = share + 1 where kind = 'redistribution'`,
    finds: 'run.silo',
  },
  {
    what: 'a scheduled time a month earlier',
    sql: () => `update saka_run set at = at - interval '1 month' where source = 'schedule'`,
    finds: 'run.at',
  },
  {
    what: 'a scheduled time four weeks earlier',
    sql: () => `update saka_run set at = at - interval '28 days' where source = 'schedule'`,
    finds: 'run.at',
  },
  {
    what: 'an end of a run a year later',
    sql: () => `update saka_run set ended_at = ended_at + interval '1 year' where kind = 'redistribution'`,
    finds: 'run.at',
  },
  {
    what: 'an end of a run after the next began',
    sql: () => `update saka_run r set frozen_at = r.frozen_at - h.n * interval '1 hour',
      at = r.at - h.n * interval '1 hour' from (values ('compost', 2), ('redistribution', 1)) h (kind, n)
      where r.kind = h.kind and r.source = 'command'`,
    finds: 'run.at',
  },
  {
    what: 'the revs of what runs moved',
    sql: () => 'update transfer set rev = rev - 1 where run is not null',
    finds: 'transfer.rev',
  },
  {
    what: 'a time of a run by command',
    sql: () => `update saka_run set at = at - interval '1 month' where source = 'command'`,
    finds: 'run.log',
  },
  {
    what: 'a run by command said to be the schedule’s',
    sql: () => `update saka_run set source = 'schedule' where source = 'command'`,
    finds: 'run.log',
  },
  {
    what: 'a run by schedule said to be by command',
    sql: () => `update saka_run set source = 'command' where source = 'schedule'`,
    finds: 'run.log',
  },
  {
    what: 'fewer days of a run by command',
    sql: () =>
      `update saka_run set parameters = parameters || '{"compostInactivityDays": 1}'
        where source = 'command' and kind = 'compost'`,
    finds: 'run.log',
  },
  { what: 'a run taken away', sql: () => `delete from saka_run where kind = 'redistribution'`, finds: 'run.log' },
  {
    what: 'an ended run that goes on',
    sql: () => `update saka_run set state = 'running', ended_at = null where kind = 'redistribution'`,
    finds: 'run.pages',
  },
  {
    what: 'a page of a run',
    sql: () => `update saka_run set pages = pages + 1, next_page = next_page + 1 where kind = 'redistribution'`,
    finds: 'run.pages',
  },
  {
    what: 'wallets on the list of a run that were left out',
    sql: () => `update saka_run set frozen = frozen + 3, left_out = left_out + 3 where kind = 'redistribution'`,
    finds: 'run.pages',
  },
  { what: 'chunks of a run', sql: () => `update saka_run set chunks = chunks + 1`, finds: 'run.pages' },
  {
    what: 'two seasons at once',
    sql: () =>
      `insert into cycle (id, name, starts_at, ends_at, active, rev)
        values (gen_random_uuid(), 'x', now() + interval '1 hour', now() + interval '9 days', false, 0)`,
    finds: 'season',
  },
  { what: 'the season that goes on put to rest', sql: () => 'update cycle set active = false', finds: 'season' },
  {
    what: 'a season that ended while acts went on',
    sql: () =>
      `with t as (update transfer set at = now() - interval '2 hours' where key is not null) update cycle
        set starts_at = now() - interval '9 days', ends_at = now() - interval '3 days'`,
    finds: 'season',
  },
  {
    what: 'a season active before its start',
    sql: () => `update cycle set starts_at = now() + interval '1 hour'`,
    finds: 'season',
  },
  {
    what: 'an invitation said to have brought nothing',
    sql: (w) => `update invitation set outcome = 'off' where member = '${w.newcomer}'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'an invitation said to have brought grains',
    sql: () => `update invitation set outcome = 'harvested' where outcome = 'limit'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'an invitation not settled',
    sql: (w) => `update invitation set outcome = null, settled_at = null where member = '${w.newcomer}'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'another inviter',
    sql: (w) => `update invitation set inviter = '${w.ben.member}' where member = '${w.newcomer}'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'a lost invitation',
    sql: (w) => `delete from invitation where member = '${w.newcomer}'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'another guest of a harvest',
    sql: (w) => `update harvest_once set subject = '${w.outsider}' where subject = '${w.newcomer}'`,
    finds: 'invitation.thanked',
  },
  {
    what: 'an earlier day of an invitation',
    sql: () => `update harvest_day set day = day - 1 where reason = 'invite_accepted'`,
    finds: 'invitation.settled',
  },
  {
    what: 'a limit of invitations on another day',
    sql: () => `update invitation set settled_at = settled_at - interval '1 day' where outcome = 'limit'`,
    finds: 'invitation.settled',
  },
  {
    what: 'an inviter who came later',
    sql: (w) =>
      `update invitation set inviter = (select max(id::text)::uuid from member
        where created_at = (select max(created_at) from member)) where outcome = 'limit' and member <> '${w.newcomer}'`,
    finds: 'invitation.settled',
  },
  {
    what: 'a harvest of an invitation a grain less',
    sql: () => `update transfer set amount = 49 where reason = 'invite_accepted'`,
    finds: 'transfer.shape',
  },
  {
    what: 'a reading of no story',
    sql: () => `update transfer set key = null, story = null where reason = 'content_read'`,
    finds: 'transfer.shape',
  },
  {
    what: 'an empty tally taken away',
    sql: () =>
      `with p as (insert into project (id, scope, community, title, status, rev)
        select gen_random_uuid(), scope, community, 'x', status, 0 from project limit 1) delete from project_tally`,
    finds: 'tally',
  },
  {
    what: 'a tally where nobody sees it',
    sql: (w) =>
      `update project_tally set scope = (select scope from project where id = '${w.hidden}') where id = '${w.project}'`,
    finds: 'tally',
  },
  {
    what: 'a tally of a poll where nobody sees it',
    sql: (w) => `update poll_tally set scope = 'polls:x' where id = '${w.choice}'`,
    finds: 'tally',
  },
  {
    what: 'a closed poll opened again',
    sql: (w) =>
      `with r as (${oldReceipt(w)}) update poll set state = 'open', result = null,
        closes_at = now() - interval '3 days' where id = '${w.closed}'`,
    finds: 'poll.left',
  },
  {
    what: 'a closed poll without its result',
    sql: (w) =>
      `with r as (${oldReceipt(w)}) update poll set result = null, closes_at = now() - interval '3 days'
        where id = '${w.closed}'`,
    finds: 'poll.left',
  },
  {
    what: 'a closed account that holds grains',
    sql: (w) => `update member set status = 'closed' where id = '${w.outsider}'`,
    finds: 'account.closed',
  },
  {
    what: 'a schedule that waits for a year',
    sql: () => `update saka_schedule set since = now() + interval '1 year' where kind = 'compost'`,
    finds: 'schedule',
  },
  {
    what: 'a schedule taken away',
    sql: () => `delete from saka_schedule where kind = 'redistribution'`,
    finds: 'schedule',
  },
  {
    what: 'the season of a ballot',
    sql: (w) => `update ballot set cycle = null where poll = '${w.closed}'`,
    finds: 'ballot.season',
  },
  {
    what: 'a season of a ballot that is none',
    sql: (w) => `update ballot set cycle = gen_random_uuid() where poll = '${w.choice}'`,
    finds: 'ballot.season',
  },
  {
    what: 'when a ballot was cast',
    sql: (w) => `update ballot set cast_at = cast_at - interval '1 day' where poll = '${w.choice}'`,
    finds: 'ballot.receipt',
  },
];

/** Moves the acts three days into the past. */
const LIVED = `update transfer set at = at - interval '3 days' where key is not null`;
/** Valid states that resemble a corruption, and the checks that must accept them. */
const sound: readonly [string, (w: World) => string, readonly string[]][] = [
  [
    'a poll whose time came while no server was there',
    (w) =>
      `update poll set state = 'open', result = null, closes_at = now() - interval '3 days' where id = '${w.closed}'`,
    ['poll.left'],
  ],
  [
    'a poll that waits for the end of a recovery',
    (w) =>
      `with r as (${oldReceipt(w)}), i as (update installation set recovery_since = now()) update poll
        set state = 'open', result = null, closes_at = now() - interval '3 days' where id = '${w.closed}'`,
    ['poll.left'],
  ],
  [
    'a season that ended while no server was there',
    () =>
      `with t as (${LIVED}) update cycle set starts_at = now() - interval '9 days',
        ends_at = now() - interval '2 days'`,
    ['season'],
  ],
  [
    'an act offered again after a restore',
    () =>
      `with i as (update installation set recovered_at = now()) update receipt
        set at = at - interval '3 days', detail = null where code is null`,
    ['receipt.missing', 'receipt.said', 'activity'],
  ],
  [
    'an act that moved no grains',
    (w) => `with m as (update member set created_at = now() - interval '100 days' where id = '${w.outsider}'),
    t as (update transfer set at = now() - interval '90 days' where member = '${w.outsider}'),
    r as (insert into receipt (member, key, hash, name, rev)
      values ('${w.outsider}', gen_random_uuid(), '\\x00', 'reading.finish', 1))
    update wallet set last_activity = now() where member = '${w.outsider}'`,
    ['activity'],
  ],
  [
    'a closing that waits',
    (w) =>
      `with e as (insert into domain_event (name, subject) values ('member.closed', '${w.outsider}')) update member
        set status = 'closed' where id = '${w.outsider}'`,
    ['account.closed'],
  ],
];

const named = corruptions.map((c) => [c.what, c] as const);

eachDatabase('audit', (database) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(database());
  });
  const egoejo = async (json: boolean) => {
    const out: string[] = [];
    const exit = await runCommand(
      {
        db: database(),
        config: readConfig({ RECEIPT_KEY }),
        json,
        cwd: '.',
        out: (t) => out.push(t),
        err: (t) => out.push(t),
      },
      ['audit'],
    );
    return { exit, out: out.join('\n') };
  };

  it('R3 S17: finds no gap, before and after the combiner', async () => {
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
    await database().query('select combine_tallies(1000)');
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
  });

  it.each(named)('R3: finds and names %s', async (_, { sql, finds }) => {
    const gaps = await gapsAfter(database(), sql(world));
    expect(gaps.map((g) => g.check)).toContain(finds);
    for (const gap of gaps)
      expect([gap.expected === gap.found, saysOf(gap.check) === '', gap.id === '']).toEqual([false, false, false]);
  });

  it('R3: the corruptions leave nothing behind, and every check detects at least one', async () => {
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
    const found = new Set(corruptions.map((c) => c.finds));
    // The checks of audit-acts.ts are tested in audit-promises.test.ts, those of features beside them.
    expect(
      auditChecks
        .filter((c) => !actChecks.includes(c) && !featureChecks.includes(c))
        .map((c) => c.name)
        .filter((name) => !name.startsWith('rev.') && ![...found].some((f) => f === name || f.startsWith(`${name}.`))),
    ).toEqual([]);
  });

  it.each(sound)('R3: does not report %s', async (_, sql, checks) => {
    const gaps = await gapsAfter(database(), sql(world));
    expect(gaps.filter((g) => checks.includes(g.check))).toEqual([]);
  });

  it('R3: a hundred gaps per check are listed, the others counted', async () => {
    const gaps = await gapsAfter(
      database(),
      `insert into support (member, project, grains, rev) select gen_random_uuid(), '${world.project}', 1, 0
        from generate_series(1, 250)`,
    );
    const supports = gaps.filter((g) => g.check === 'support');
    expect([supports.length, supports.at(-1)]).toEqual([
      101,
      { check: 'support', id: 'more', expected: 'none', found: '150 more rows' },
    ]);
  });

  it('R3: the command fails on a gap and lists it', async () => {
    expect(await egoejo(true)).toEqual({ exit: 0, out: '{"ok":true,"gaps":[]}' });
    await database().transaction(async (tx) => {
      await tx.query(`set local session_replication_role = 'replica'`);
      await tx.query('update wallet set balance = balance + 1 where member = $1', [world.awa.member]);
    });
    expect(await egoejo(false)).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/^wallet\.balance [0-9a-f-]+: expected \d+, found \d+ /m),
    });
    expect(JSON.parse((await egoejo(true)).out)).toMatchObject({
      ok: false,
      gaps: expect.arrayContaining([expect.objectContaining({ check: 'wallet.balance', id: world.awa.member })]),
    });
  });
});
