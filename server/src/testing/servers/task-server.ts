/**
 * A server process without HTTP, started by two-servers.ts: it opens the database and does the tasks it is sent, all at
 * once, by the product's own functions. It ends when its parent closes the channel or dies.
 */
import type { MemberId, PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { acceptInvitation } from '../../invitations/accept.ts';
import { thank } from '../../invitations/listeners.ts';
import { createMailer } from '../../mail/mailer.ts';
import { sendWaiting } from '../../mail/send-waiting.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import type { Database } from '../../platform/database/database.ts';
import { createLog } from '../../platform/observability/log.ts';
import { migrate } from '../../migrate.ts';
import { createServiceDays } from '../../platform/observability/service-days.ts';
import { closeDuePolls } from '../../polls/closing.ts';
import { testSettlements } from '../settlements.ts';
import { carryOut, takeUpRuns } from '../../saka/runs/runs.ts';
import type { RunWanted } from '../../saka/runs/run-opening.ts';
import type { Caller } from '../../sync/exchange/exchange-deps.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { runDeps } from '../idle.ts';
import { settleBySql, type TestMember } from '../world.ts';

const log = createLog('silent');

const tasks = {
  migrate,
  settle: (db: Database, { member, device }: Caller, acts: readonly MutationEnvelope[]) =>
    settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (error) => {
          throw error;
        },
      },
      member,
      device,
      acts,
    ),
  vote: (db: Database, member: TestMember, poll: PollId, ballot: BallotContent) =>
    settleBySql(db, member, [{ name: 'poll.vote', args: { poll, ballot } }]),
  closeDuePolls: (db: Database) => closeDuePolls(db, () => undefined),
  carryOut: (db: Database, wanted: RunWanted) => carryOut(runDeps(db), wanted),
  takeUpRuns: (db: Database) => takeUpRuns(runDeps(db)),
  acceptInvitation: (db: Database, newcomer: MemberId, code: string) =>
    db.transaction((tx) => acceptInvitation(tx, newcomer, code)),
  thank: (db: Database, newcomer: MemberId) => db.transaction((tx) => thank(tx, newcomer, true)),
  /** Sends waiting mails to nowhere. @returns the ids of those it sent. */
  sendWaiting: async (db: Database) => {
    const sent: string[] = [];
    const mailer = createMailer({ send: async (mail) => void sent.push(mail.id ?? '') }, log, { secret: 'test' });
    await sendWaiting({ db, mailer, log, base: 'http://127.0.0.1' });
    return sent;
  },
  /** Counts these refusals in this order, and writes the counts. */
  countRefusals: async (db: Database, codes: readonly string[]) => {
    const days = createServiceDays(db);
    for (const code of codes) days.refused(code, '0.1.0-a');
    days.took('boost', 0.01);
    days.error('answer');
    await days.flush();
  },
};
export type Tasks = typeof tasks;

export interface Order {
  id: number;
  task: keyof Tasks;
  args: unknown[];
}
export type Report = { id: number; value: unknown } | { id: number; error: string };

const db = await openPostgres({ url: process.env['DATABASE_URL'] ?? '' });
const report = (message: Report | 'ready'): void => {
  // A test that failed may have closed the channel before its tasks ended.
  if (process.connected) process.send?.(message);
};
process.on('message', ({ id, task, args }: Order) => {
  const work: (db: Database, ...args: never[]) => Promise<unknown> = tasks[task];
  work(db, ...(args as never[])).then(
    (value) => report({ id, value }),
    (error: unknown) => report({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.once('disconnect', () => void db.close().finally(() => process.exit(0)));
report('ready');
