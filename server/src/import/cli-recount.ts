/** `egoejo recount`: verifying a stored result, or that of an exported file, and finding a receipt in it. */
import { readFile } from 'node:fs/promises';
import { isId } from '@egoejo/shared/platform/ids.ts';
import { readReceiptNumber } from '@egoejo/shared/polls/receipt-number.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { recount, type Recount } from '../polls/count/count-stored.ts';
import { recountFile } from '../polls/files/exported-file.ts';
import { hasReceipt } from '../polls/receipt-numbers.ts';
import { bad, faultText, onPath } from './on-path.ts';

/** The words before `--receipt` and the number after it. `number` null: none was asked for; undefined: it is none. */
function read(argv: readonly string[]): { words: readonly string[]; number: string | null | undefined } {
  const at = argv.indexOf('--receipt');
  if (at < 0) return { words: argv, number: null };
  return { words: argv.toSpliced(at, 2), number: readReceiptNumber(argv[at + 1] ?? '') ?? undefined };
}
const NO_NUMBER = '--receipt wants the number of a receipt: 20 digits from 0 to F, such as 0A1B-2C3D-4E5F-6071-8293';

/** Says what was counted. `receipt` null: none was asked for. */
function tell(ctx: CommandContext, counted: Recount, receipt: { number: string; found: boolean } | null): number {
  const { poll, title, ballots, result, gaps } = counted;
  const same = gaps.length === 0;
  ctx.out(
    ctx.json
      ? JSON.stringify({
          ok: same && receipt?.found !== false,
          poll,
          title,
          ballots,
          counts: result.counts,
          winners: result.winners,
          gaps,
          ...(receipt && { receipt }),
        })
      : [
          ...result.counts.map(
            (c) =>
              `${result.winners.includes(c.option) ? '*' : ' '} ${c.option}: ` +
              `${c.votes}${c.score === undefined ? '' : ` (score ${c.score})`}`,
          ),
          ...gaps.map((g) => `${g.check} ${g.id}: expected ${g.expected}, found ${g.found}`),
          `${title}: ${ballots} ballots, ${same ? 'the stored result is what they give' : `${gaps.length} gaps`}`,
          ...(receipt
            ? [`receipt ${receipt.number}: ${receipt.found ? 'its ballot is counted' : 'no counted ballot has it'}`]
            : []),
        ].join('\n'),
  );
  return same && receipt?.found !== false ? EXIT.done : EXIT.failed;
}

const POLL = 'recount POLL [--receipt NUMBER]';
const again: Command = {
  help:
    `${POLL}\ncounts a closed poll again from its ballots and compares; POLL: its id. NUMBER: whether the vote with ` +
    'this receipt is counted',
  async run(ctx, argv) {
    const { words, number } = read(argv);
    const [poll, ...more] = words;
    if (!isId(poll) || more.length > 0) return bad(ctx, `usage: egoejo ${POLL} (an id)`);
    if (number === undefined) return bad(ctx, NO_NUMBER);
    const counted = await recount(ctx.db, poll);
    if (counted === 'unknown') return bad(ctx, `no poll ${poll}`);
    if (counted === 'not closed') {
      ctx.err(`poll ${poll} has no result yet`);
      return EXIT.refused;
    }
    const found = number !== null && (await hasReceipt(ctx.db, counted.poll, number));
    return tell(ctx, counted, number === null ? null : { number, found });
  },
};

const FILE = 'recount file FILE.json [--receipt NUMBER]';
const file: Command = {
  help: `${FILE}\nthe same from the ballots that a poll’s page offers in JSON, without a database`,
  database: false,
  run(ctx, argv) {
    const { words, number } = read(argv);
    if (number === undefined) return Promise.resolve(bad(ctx, NO_NUMBER));
    return onPath(ctx, words, FILE, async (path, name) => {
      const counted = await recountFile(await readFile(path, 'utf8'));
      if (!counted.ok) return bad(ctx, faultText(name, counted.error));
      const found = number !== null && counted.value.receipts.has(number);
      return tell(ctx, counted.value, number === null ? null : { number, found });
    });
  },
};

export const recountCommands: Readonly<Record<string, Command>> = { recount: again, 'recount file': file };
