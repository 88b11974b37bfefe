/** `egoejo compost` and `egoejo redistribute`: one run, keyed by its time. */
import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { isTime } from '../platform/config/env-values.ts';
import { flagsOff } from '../platform/config/flags.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { FLAG_OF } from './runs/runs-rules.ts';
import { predict } from './runs/run-forecast.ts';
import { carryOut, type RunDone, type RunFault } from './runs/runs.ts';

interface Asked {
  /** ISO 8601. */
  at: string;
  dryRun: boolean;
  list: string | undefined;
}
/** The parsed arguments, or an error message. */
async function read(ctx: CommandContext, argv: string[]): Promise<Asked | string> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { at: { type: 'string' }, 'dry-run': { type: 'boolean' }, list: { type: 'string' } },
      strict: true,
    });
    if (values.at !== undefined && !isTime(values.at))
      return `--at wants a time with its zone, such as 2027-03-01T03:00:00Z, not ${JSON.stringify(values.at)}`;
    if (values.list !== undefined && !values['dry-run']) return '--list goes with --dry-run';
    const [clock] = await ctx.db.query<{ now: string }>('select iso(now()) as now');
    return {
      at: values.at === undefined ? (clock?.now ?? '') : new Date(values.at).toISOString(),
      dryRun: values['dry-run'] ?? false,
      list: values.list,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refused(ctx: CommandContext, code: RunFault, params: Params): number {
  const why: Record<RunFault, string> = {
    'run.disabled': `${params['flag']} is off, or all of SAKA`,
    'run.future': `${params['at']} has not come`,
    'run.unknown': `no schedule has the time ${params['at']}`,
    'run.recovering': 'a recovery is open; compost and redistribution wait until: egoejo recovery end',
    'run.changed': `${params['grains']} grains would move by now`,
    'run.stopping': 'the server stops; the run is taken up again by the next',
  };
  ctx.err(`${why[code]} (${code})`);
  return code === 'run.future' || code === 'run.unknown' ? EXIT.badInput : EXIT.refused;
}

async function dry(ctx: CommandContext, kind: RunKind, { at, list }: Asked): Promise<number> {
  let file: FileHandle | undefined;
  try {
    file = list === undefined ? undefined : await open(resolve(ctx.cwd, list), 'w', 0o600);
  } catch (error) {
    ctx.err(`--list ${list}: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.badInput;
  }
  try {
    await file?.write('member,grains\n');
    const found = await predict(
      ctx.db,
      ctx.config,
      kind,
      at,
      file && (async (rows) => void (await file.write(rows.map((r) => `${r.member},${r.grains}\n`).join('')))),
    );
    if (found.behind) {
      ctx.err(
        `the run of ${found.behind.kind} of ${found.behind.at} has not ended; nothing can be said before (run.behind)`,
      );
      return EXIT.refused;
    }
    const { behind: _behind, ...said } = found;
    const text =
      `${kind} of ${at}: ${found.wallets} wallets would ${kind === 'compost' ? 'give' : 'get'} ${found.grains} ` +
      `grains${found.again ? '; the run of this time was before' : ''}. Nothing was changed`;
    ctx.out(ctx.json ? JSON.stringify({ run: at, kind, dryRun: true, leftOut: 0, ...said }) : text);
    return EXIT.done;
  } finally {
    await file?.close();
  }
}

function say(ctx: CommandContext, { run, again }: RunDone): number {
  const { at, wallets, grains, leftOut, kind, ...rest } = run;
  const text =
    `${kind} of ${at}: ${wallets} wallets ${kind === 'compost' ? 'gave' : 'got'} ${grains} grains, ${leftOut} ` +
    `were left out${again ? '; that run was before, and nothing was given again' : ''}`;
  ctx.out(ctx.json ? JSON.stringify({ run: at, kind, dryRun: false, wallets, grains, leftOut, again, ...rest }) : text);
  return EXIT.done;
}

const command = (kind: RunKind, help: string): Command => ({
  help,
  async run(ctx, argv) {
    const asked = await read(ctx, argv);
    if (typeof asked === 'string') {
      ctx.err(asked);
      return EXIT.badInput;
    }
    if (flagsOff(ctx.config.flags).includes(FLAG_OF[kind]))
      return refused(ctx, 'run.disabled', { flag: FLAG_OF[kind] });
    if (asked.dryRun) return dry(ctx, kind, asked);
    const done = await carryOut(
      { db: ctx.db, config: ctx.config, onMoved: (scopes: readonly Scope[]) => notifyMoved(ctx.db, scopes) },
      { kind, at: asked.at, source: 'command' },
    );
    return done.ok ? say(ctx, done.value) : refused(ctx, done.error.code, done.error.params);
  },
});

const options = `[--at TIME] [--dry-run [--list FILE]]`;
export const commands: Readonly<Record<string, Command>> = {
  compost: command(
    'compost',
    `compost ${options}\none run of compost, keyed by its time (now); a second one of that time gives nothing. ` +
      '--list: who would give how much, as CSV',
  ),
  redistribute: command(
    'redistribution',
    `redistribute ${options}\none run that gives a part of the Silo to all, keyed by its time (now)`,
  ),
};
