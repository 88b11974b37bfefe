/** `egoejo import …`: importing files. */
import { createReadStream } from 'node:fs';
import { EXIT, type Command } from '../platform/command.ts';
import { importPabulib } from './pabulib.ts';
import type { PabulibReport } from './pabulib-report.ts';
import { importStories, readStories } from './stories.ts';
import { bad, faultText, onPath } from './on-path.ts';
import { remarksOn, unexplained } from './pabulib-remarks.ts';
import { bookCommands } from './cli-books.ts';
import { epubCommands } from './cli-epub.ts';
import { recommendCommands } from './cli-recommend.ts';
import { recountCommands } from './cli-recount.ts';
import { tallyCommands } from './cli-tally.ts';

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
      for (const text of remarksOn(name, report)) ctx.err(text);
      if (report.differsFromGreedy.length > 0) {
        ctx.err(
          `${name}: rule ${report.rule} is not recomputed: the winners are the file's own; greedy would differ ` +
            `in ${report.differsFromGreedy.length} projects: ${report.differsFromGreedy.join(', ')}`,
        );
      }
      ctx.out(ctx.json ? JSON.stringify(report) : pabulibText(report));
      return unexplained(report).length === 0 ? EXIT.done : EXIT.failed;
    }),
};

const pabulibText = (r: PabulibReport): string =>
  [
    ...r.projects.map(
      (p) =>
        `${(p.computed ?? p.selected) ? '*' : ' '} ${p.id}: ${p.votes} ` +
        `votes${p.score === undefined ? '' : `, score ${p.score}`}, cost ${p.cost}, ${p.name}`,
    ),
    `${r.communities} communities, ${r.projects.length} projects, ${r.ballots} ballots, rule ${r.rule}, poll ` +
      `${r.poll}${r.known ? ' (imported before: nothing changed)' : ''}`,
    r.gaps.length === 0
      ? 'every figure of the file is what its ballots give'
      : `figures that differ: ${r.gaps.length}, of them without a known reason: ${unexplained(r).length}`,
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

export const commands: Readonly<Record<string, Command>> = {
  'import pabulib': pabulib,
  'import stories': stories,
  ...bookCommands,
  ...epubCommands,
  ...tallyCommands,
  ...recountCommands,
  ...recommendCommands,
};
