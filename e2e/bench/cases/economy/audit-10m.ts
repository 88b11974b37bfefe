import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { compared, median } from '../../figures.ts';
import type { Bench, BenchContext } from '../../bench.ts';
import { loadLedger, TRANSFERS_A_MEMBER } from '../../database/ledger.ts';
import { memoryOf } from '../../watch.ts';

const FEW = 100_000;
const MILLION = 1_000_000;
const EVERY_MS = 50;
const command = fileURLToPath(new URL('../../../../server/src/cli/main.ts', import.meta.url));

interface Audited {
  seconds: number;
  /** Peak private memory, in megabytes, of the command and of the database processes that serve it. */
  commandMb: number;
  databaseMb: number;
  /** Megabytes that the database sorted and hashed on disk. */
  onDiskMb: number;
}

async function economyOf(context: BenchContext, members: number): Promise<{ url: string; drop: () => Promise<void> }> {
  context.say(`loading ${members} wallets and ${members * TRANSFERS_A_MEMBER} transfers`);
  const { tcpUrl, drop } = await (await context.postgres()).createDatabase();
  const db = await openPostgres({ url: tcpUrl, max: 1 });
  await loadLedger(db, members);
  await db.close();
  return { url: tcpUrl, drop };
}

const onDisk = async (db: Database): Promise<number> =>
  (
    await db.query<{ mb: number }>(
      'select round(temp_bytes / 1e6)::int as mb from pg_stat_database where datname = current_database()',
    )
  )[0]?.mb ?? 0;

/** Runs the operator's command in a separate process. Throws when it finds a gap or fails. */
async function audited(url: string): Promise<Audited> {
  const db = await openPostgres({ url, max: 1 });
  try {
    const before = await onDisk(db);
    const start = performance.now();
    const child = spawn(process.execPath, [command, 'audit', '--json'], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
    const peak = { command: 0, database: 0 };
    const look = async (): Promise<void> => {
      const backends = await db.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database()
          and backend_type in ('client backend', 'parallel worker') and pid <> pg_backend_pid()`,
      );
      // A process may end between being listed and being read.
      const held = (pid: number): Promise<number> => memoryOf(pid, 'RssAnon').catch(() => 0);
      peak.command = Math.max(peak.command, await held(child.pid ?? 0));
      peak.database = Math.max(
        peak.database,
        (await Promise.all(backends.map((b) => held(b.pid)))).reduce((sum, mb) => sum + mb, 0),
      );
    };
    const looks: Promise<void>[] = [];
    const timer = setInterval(() => looks.push(look()), EVERY_MS);
    const code = await ended;
    const seconds = (performance.now() - start) / 1000;
    clearInterval(timer);
    await Promise.all(looks);
    if (code !== 0 || !(JSON.parse(said) as { ok: boolean }).ok)
      throw new Error(`the audit of a whole economy ended with ${code}: ${said.slice(0, 1000)}`);
    return { seconds, commandMb: peak.command, databaseMb: peak.database, onDiskMb: (await onDisk(db)) - before };
  } finally {
    await db.close();
  }
}

/**
 * `egoejo audit` of a million wallets and ten million transfers: its memory compared with that for a tenth of the data.
 */
export const bench: Bench = {
  name: 'audit-10m',
  group: 'economy',
  goal: { atMost: 1.5 },
  on: ['postgres'],
  async run(context) {
    const [few, all] = [await economyOf(context, FEW), await economyOf(context, MILLION)];
    const rounds: { few: Audited; all: Audited }[] = [];
    for (let i = 0; i < context.rounds; i++) {
      const round = { few: await audited(few.url), all: await audited(all.url) };
      rounds.push(round);
      context.say(`round ${i + 1}: ${JSON.stringify(round)}`);
    }
    await few.drop();
    await all.drop();
    const memory = (a: Audited): number => a.commandMb + a.databaseMb;
    const middle = (of: (r: { few: Audited; all: Audited }) => number): number => Math.round(median(rounds.map(of)));
    return {
      n: rounds.length * MILLION * TRANSFERS_A_MEMBER,
      unit: 'MB',
      ...compared(rounds.map((r) => ({ value: memory(r.all), baseline: memory(r.few) }))),
      facts: {
        seconds: middle((r) => r.all.seconds),
        secondsOfATenth: middle((r) => r.few.seconds),
        commandMb: middle((r) => r.all.commandMb),
        databaseMb: middle((r) => r.all.databaseMb),
        onDiskMb: middle((r) => r.all.onDiskMb),
      },
    };
  },
};
