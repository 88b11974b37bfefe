/** The operator's commands for read-only mode (docs/flags.md). */
import { parseArgs } from 'node:util';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import { isTime } from '../platform/config/env-values.ts';
import { readOnlyUntil, setReadOnly } from '../platform/database/read-only.ts';

/** A longer time is refused, because a mistyped year would keep members waiting. */
const LONGEST_DAYS = 7;

function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}

/** The requested end as ISO 8601, or an error message. */
function endOf(argv: string[]): { until: string } | { fault: string } {
  let given: { until?: string | undefined; minutes?: string | undefined };
  try {
    given = parseArgs({
      args: argv,
      options: { until: { type: 'string' }, minutes: { type: 'string' } },
      strict: true,
    }).values;
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const { until, minutes } = given;
  if ((until === undefined) === (minutes === undefined)) return { fault: 'wants --until TIME or --minutes N' };
  if (until !== undefined && !isTime(until))
    return { fault: `--until wants a time with its zone, such as 2027-03-01T14:00:00Z, not ${JSON.stringify(until)}` };
  if (minutes !== undefined && !/^[1-9]\d{0,4}$/.test(minutes))
    return { fault: `--minutes wants a whole number, not ${JSON.stringify(minutes)}` };
  const end = until === undefined ? Date.now() + Number(minutes) * 60_000 : Date.parse(until);
  if (end <= Date.now()) return { fault: `${until} has passed` };
  if (end > Date.now() + LONGEST_DAYS * 86_400_000) return { fault: `at most ${LONGEST_DAYS} days` };
  return { until: new Date(end).toISOString() };
}

/**
 * Polls that close during read-only mode: members cannot vote meanwhile, and ballots that arrive after closing are
 * refused (S11), so the operator is told.
 */
const closingMeanwhile = (ctx: CommandContext, until: string): Promise<{ id: string; title: string }[]> =>
  ctx.db.query(`select id, title from poll where state = 'open' and closes_at < $1::timestamptz order by closes_at`, [
    until,
  ]);

/** Prints the present state. */
async function report(ctx: CommandContext, words = ''): Promise<number> {
  const until = await readOnlyUntil(ctx.db, ctx.config);
  const polls = until === null ? [] : await closingMeanwhile(ctx, until);
  if (ctx.json) ctx.out(JSON.stringify({ readOnly: until !== null, until, polls }));
  else {
    ctx.out(until === null ? 'acts are taken' : `read-only until ${until}: acts wait on the devices${words}`);
    for (const poll of polls)
      ctx.out(`closes before that, and ballots that wait will be refused: ${poll.title} (${poll.id})`);
  }
  return EXIT.done;
}

const readOnly: Command = {
  help:
    'read-only [on --until TIME | on --minutes N | off]\ncloses the server to members’ acts for a while, or ' +
    'opens it again; everybody goes on reading. Without a word: says which',
  async run(ctx, argv) {
    const [word, ...rest] = argv;
    if (word === undefined) return report(ctx);
    if (word === 'off' && rest.length === 0) {
      await ctx.db.transaction(async (tx) => {
        await setReadOnly(tx, null);
        await audit(tx, OPERATOR, 'read-only.off', 'server');
      });
      return report(ctx, ' (READ_ONLY_UNTIL in the environment)');
    }
    if (word !== 'on') return bad(ctx, `wants on or off, not ${JSON.stringify(argv.join(' '))}`);
    const end = endOf(rest);
    if ('fault' in end) return bad(ctx, end.fault);
    await ctx.db.transaction(async (tx) => {
      await setReadOnly(tx, end.until);
      await audit(tx, OPERATOR, 'read-only.on', 'server', { until: end.until });
    });
    return report(ctx);
  },
};

export const commands: Readonly<Record<string, Command>> = { 'read-only': readOnly };
