/** `egoejo import …`, `egoejo tally …`, `egoejo recount`: importing files and verifying ballots. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { tallyQuadratic } from '../polls/tally-files.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { recount } from '../polls/count-stored.ts';
import { importPabulib, type PabulibReport } from './pabulib.ts';
import { importStories, readStories } from './stories.ts';

function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}
/** File, line and reason of a fault, as text for an operator. */
function faultText(file: string, { code, params }: Failure): string {
  const { line, reason } = params;
  return `${file}${line ? `:${line}` : ''}: ${reason} (${code})`;
}
/** Why a path could not be read; null if the error is not caused by the path. */
function unreadable(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      ENOTDIR: 'it is no folder',
      EACCES: 'it may not be read',
    }[code] ?? null
  );
}
/** Runs `work` on the single path in the arguments. */
async function onPath(
  ctx: CommandContext,
  argv: readonly string[],
  usage: string,
  work: (path: string, name: string) => Promise<number>,
): Promise<number> {
  const [name, ...more] = argv;
  if (name === undefined || more.length > 0 || name.startsWith('-')) return bad(ctx, `usage: egoejo ${usage}`);
  try {
    return await work(resolve(ctx.cwd, name), name);
  } catch (error) {
    const why = unreadable(error);
    if (why === null) throw error;
    return bad(ctx, `${name}: ${why}`);
  }
}

const pabulib: Command = {
  help:
    'import pabulib FILE\ncommunities from districts, projects, a closed budget poll with its ballots; recounted ' +
    'and compared with the file',
  run: (ctx, argv) =>
    onPath(ctx, argv, 'import pabulib FILE', async (path, name) => {
      const read = await importPabulib(ctx.db, createReadStream(path));
      if (!read.ok) {
        ctx.err(faultText(name, read.error));
        return read.error.code === 'pabulib.other_content' ? EXIT.refused : EXIT.badInput;
      }
      const report = read.value;
      for (const g of report.gaps)
        ctx.err(`${name}: project ${g.id}: ${g.check} is ${g.expected} in the file, recounted ${g.found}`);
      if (report.differsFromGreedy.length > 0) {
        ctx.err(
          `${name}: rule ${report.rule} is not recomputed: the winners are the file's own; greedy would differ ` +
            `in ${report.differsFromGreedy.length} projects: ${report.differsFromGreedy.join(', ')}`,
        );
      }
      ctx.out(ctx.json ? JSON.stringify(report) : pabulibText(report));
      return report.gaps.length === 0 ? EXIT.done : EXIT.failed;
    }),
};

const pabulibText = (r: PabulibReport): string =>
  [
    ...r.projects.map(
      (p) =>
        `${p.selected ? '*' : ' '} ${p.id}: ${p.votes} ` +
        `votes${p.score === undefined ? '' : `, score ${p.score}`}, cost ${p.cost}, ${p.name}`,
    ),
    `${r.communities} communities, ${r.projects.length} projects, ${r.ballots} ballots, rule ${r.rule}, poll ` +
      `${r.poll}${r.known ? ' (imported before: nothing changed)' : ''}`,
    r.gaps.length === 0 ? 'every figure of the file is what its ballots give' : `${r.gaps.length} figures differ`,
  ].join('\n');

const stories: Command = {
  help: 'import stories DIR\nmarkdown stories for the reading shelf, with licence and authors',
  run: (ctx, argv) =>
    onPath(ctx, argv, 'import stories DIR', async (path, name) => {
      const read = await readStories(path);
      if (!read.ok) return bad(ctx, faultText(String(read.error.params['file'] ?? name), read.error));
      const report = await importStories(ctx.db, read.value);
      ctx.out(
        ctx.json
          ? JSON.stringify({
              ...report,
              stories: read.value.map(({ key, title, language, licence, authors }) => ({
                key,
                title,
                language,
                licence,
                authors,
              })),
            })
          : `${report.added} added, ${report.changed} changed, ${report.unchanged} as before`,
      );
      return EXIT.done;
    }),
};

const quadratic: Command = {
  help:
    'tally quadratic FILE.csv --credits N\nsums the votes of quadratic ballots; N: most credits (Σ v²) of one ' +
    'ballot',
  database: false,
  run(ctx, argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { credits: { type: 'string' } },
      allowPositionals: true,
      strict: false,
    });
    const credits = Number(values.credits);
    if (typeof values.credits !== 'string' || !/^\d{1,15}$/.test(values.credits) || credits < 1)
      return Promise.resolve(bad(ctx, '--credits wants a whole number from 1 on'));
    return onPath(ctx, positionals, 'tally quadratic FILE.csv --credits N', async (path, name) => {
      const { tally, faults } = await tallyQuadratic(createReadStream(path), credits);
      for (const f of faults) if (!f.ok) ctx.err(faultText(name, f.error));
      if (!tally) return EXIT.badInput;
      ctx.out(
        ctx.json
          ? JSON.stringify(tally)
          : [...tally.options.map((o) => `${o.rank}. ${o.label}: ${o.votes}`), `${tally.participants} ballots`].join(
              '\n',
            ),
      );
      return EXIT.done;
    });
  },
};

const again: Command = {
  help: 'recount POLL\ncounts a closed poll again from its ballots and compares; POLL: its id',
  async run(ctx, argv) {
    const [poll, ...more] = argv;
    if (!isId(poll) || more.length > 0) return bad(ctx, 'usage: egoejo recount POLL (an id)');
    const counted = await recount(ctx.db, poll);
    if (counted === 'unknown') return bad(ctx, `no poll ${poll}`);
    if (counted === 'not closed') {
      ctx.err(`poll ${poll} has no result yet`);
      return EXIT.refused;
    }
    const { title, ballots, result, gaps } = counted;
    ctx.out(
      ctx.json
        ? JSON.stringify({
            ok: gaps.length === 0,
            poll,
            title,
            ballots,
            counts: result.counts,
            winners: result.winners,
            gaps,
          })
        : [
            ...result.counts.map(
              (c) =>
                `${result.winners.includes(c.option) ? '*' : ' '} ${c.option}: ` +
                `${c.votes}${c.score === undefined ? '' : ` (score ${c.score})`}`,
            ),
            ...gaps.map((g) => `${g.check} ${g.id}: expected ${g.expected}, found ${g.found}`),
            `${title}: ${ballots} ` +
              `ballots, ${gaps.length === 0 ? 'the stored result is what they give' : `${gaps.length} gaps`}`,
          ].join('\n'),
    );
    return gaps.length === 0 ? EXIT.done : EXIT.failed;
  },
};

export const commands: Readonly<Record<string, Command>> = {
  'import pabulib': pabulib,
  'import stories': stories,
  'tally quadratic': quadratic,
  recount: again,
};
