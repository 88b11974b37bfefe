import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { constants, createBrotliCompress } from 'node:zlib';
import { compared, median } from '../../figures.ts';
import type { Bench, BenchContext } from '../../bench.ts';
import { scopesOf, startHttpApp } from '../../http/app.ts';
import { pullAll } from '../../http/device.ts';

const economy = { members: 100, projects: 5_000, grains: 1_000 };

/** Rows a second of a COPY of the same rows from the same database, compressed with brotli of the same quality. */
async function copyRows(context: BenchContext, database: string): Promise<{ perSecond: number; bytes: number }> {
  const { server } = await context.postgres();
  const start = performance.now();
  const copy = spawn(
    join(server.bin, 'psql'),
    [
      '-h',
      server.socketDir,
      '-p',
      String(server.port),
      '-U',
      'postgres',
      '-q',
      database,
      '-c',
      `copy (select id, community, title, summary, category, place, cost_cents, cost_currency, picture, status,
        created_at from project) to stdout`,
      '-c',
      'copy (select id, score, supporters from project_tally) to stdout',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const zip = copy.stdout.pipe(
    createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 20 } }),
  );
  let bytes = 0;
  for await (const chunk of zip) bytes += (chunk as Buffer).length;
  return { perSecond: (2 * economy.projects * 1000) / (performance.now() - start), bytes };
}

/** A first sync of 10,000 rows over HTTP, including brotli. */
export const bench: Bench = {
  name: 'pull-10k',
  group: 'core',
  goal: null,
  on: ['postgres'],
  async run(context) {
    const app = await startHttpApp(context, economy, 1);
    try {
      const [account] = app.accounts;
      if (!account) throw new Error('nobody is signed in');
      const rounds: { value: number; baseline: number }[] = [];
      const sizes: number[] = [];
      let n = 0;
      let requests = 0;
      for (let i = 0; i < context.rounds; i++) {
        const copied = await copyRows(context, app.database);
        const pulled = await pullAll(app.url, account, scopesOf(account));
        n = Object.values(pulled.rows).reduce((sum, rows) => sum + rows.length, 0);
        requests = pulled.requests;
        sizes.push(pulled.bytes / n);
        rounds.push({ value: (n * 1000) / pulled.ms, baseline: copied.perSecond });
        context.say(
          `round ${i + 1}: ${n} rows in ${Math.round(pulled.ms)} ms, ${pulled.bytes} bytes; COPY ${copied.bytes} bytes`,
        );
      }
      return { n, unit: 'rows/s', ...compared(rounds), facts: { bytesPerRow: median(sizes), requests } };
    } finally {
      await app.close();
    }
  },
};
