/** `egoejo recommend …`: how good recommendations are on ratings from files, without a database. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { Reading, WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { byReader, evaluate } from '../recommendations/evaluate/evaluate.ts';
import type { Quality } from '../recommendations/evaluate/measures.ts';
import { readBooks, readRatings, type RatingFileCode } from '../recommendations/evaluate/rating-files.ts';
import { tune, type Trial } from '../recommendations/evaluate/tune.ts';
import { bad, faultText, unreadable } from './on-path.ts';

/** What was read from a file; null: its fault was said. */
async function read<T>(
  ctx: CommandContext,
  name: string,
  parse: (chunks: AsyncIterable<Uint8Array>) => Promise<Result<T, RatingFileCode>>,
): Promise<T | null> {
  try {
    const found = await parse(createReadStream(resolve(ctx.cwd, name)));
    if (found.ok) return found.value;
    ctx.err(faultText(name, found.error));
  } catch (error) {
    const why = unreadable(error);
    if (why === null) throw error;
    ctx.err(`${name}: ${why}`);
  }
  return null;
}

interface Files {
  books: readonly WorkDescription[];
  ratings: readonly (readonly Reading[])[];
}
/** Reads as many files of ratings as `usage` names, and one of books, which is the last. */
async function onFiles(
  ctx: CommandContext,
  argv: readonly string[],
  usage: string,
  work: (files: Files) => number,
): Promise<number> {
  const names = usage.split(' ').filter((word) => /^[A-Z]+$/.test(word));
  if (argv.length !== names.length || argv.some((name) => name.startsWith('-')))
    return bad(ctx, `usage: egoejo ${usage}`);
  const books = await read(ctx, argv.at(-1) ?? '', readBooks);
  if (books === null) return EXIT.badInput;
  const ratings: (readonly Reading[])[] = [];
  for (const name of argv.slice(0, -1)) {
    const lines = await read(ctx, name, (chunks) => readRatings(chunks, books));
    if (lines === null) return EXIT.badInput;
    ratings.push(lines);
  }
  return work({ books, ratings });
}

const inWords = (name: string, quality: Quality): string =>
  `${name}: recall@10 ${quality['recall@10'].toFixed(4)}, nDCG@10 ${quality['ndcg@10'].toFixed(4)}`;

const EVALUATE = 'recommend evaluate TRAIN TEST BOOKS';
const evaluateFiles: Command = {
  help:
    `${EVALUATE}\nrecommends ten books to each reader of TEST from the ratings of TRAIN, and compares with the books ` +
    'in TEST: the recommender, its two parts, item–item with 20 neighbours, popularity. CSV or gzip: user, book, ' +
    'rating, in order of time for each user; BOOKS: book, title, authors, language, genres',
  database: false,
  run: (ctx, argv) =>
    onFiles(ctx, argv, EVALUATE, ({ books, ratings: [train = [], test = []] }) => {
      const relevant = new Map(
        [...byReader(test)].map(([reader, lines]) => [reader, new Set(lines.map(({ work }) => work))]),
      );
      const methods = evaluate(books, { readings: train, relevant });
      ctx.out(
        ctx.json
          ? JSON.stringify({
              books: books.length,
              train: train.length,
              test: test.length,
              readers: relevant.size,
              methods,
            })
          : [
              ...Object.entries(methods).map(([name, quality]) => inWords(name, quality)),
              `${relevant.size} readers, ${train.length} ratings to learn from, ${test.length} held back`,
            ].join('\n'),
      );
      return EXIT.done;
    }),
};

const TUNE = 'recommend tune TRAIN BOOKS';
const tuneFiles: Command = {
  help:
    `${TUNE}\nwhat each parameter of the recommender is worth: the last fifth of each reader's ratings of 4 and more ` +
    'in TRAIN is held back, and one parameter changed at a time (*: in use)',
  database: false,
  run: (ctx, argv) =>
    onFiles(ctx, argv, TUNE, ({ books, ratings: [train = []] }) => {
      const trials: Trial[] = [];
      for (const trial of tune(books, train)) {
        if (ctx.json) trials.push(trial);
        else ctx.out(`${trial.chosen ? '*' : ' '} ${inWords(`${trial.parameter} ${trial.value}`, trial)}`);
      }
      if (ctx.json) ctx.out(JSON.stringify(trials));
      return EXIT.done;
    }),
};

export const recommendCommands: Readonly<Record<string, Command>> = {
  'recommend evaluate': evaluateFiles,
  'recommend tune': tuneFiles,
};
