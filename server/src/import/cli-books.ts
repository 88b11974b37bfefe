/** `egoejo import epub` and `import opds`: books of files, folders and other catalogues. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { addBook, type Added } from '../catalogue/add-book.ts';
import { importFeed, importFeedFile, type Outcome } from '../catalogue/opds/import-feed.ts';
import { warningText } from '../catalogue/warnings.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { openMedia } from '../platform/media/open-media.ts';
import { bad, onPath } from './on-path.ts';

interface Line {
  file: string;
  /** Absent: it was refused. */
  added?: Added;
  refused?: Failure;
}

const storeOf = (ctx: CommandContext) => ctx.deps?.media ?? openMedia(ctx.config);

/** The arguments without `--community`, and the community that it names; a text says what is wrong. */
async function communityIn(
  ctx: CommandContext,
  argv: string[],
): Promise<{ rest: string[]; community: CommunityId | null } | string> {
  let given;
  try {
    given = parseArgs({ args: argv, options: { community: { type: 'string' } }, allowPositionals: true, strict: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = given;
  if (values.community === undefined || values.community === 'none') return { rest: positionals, community: null };
  const [row] = await ctx.db.query<{ id: CommunityId }>('select id from community where slug = $1', [values.community]);
  return row ? { rest: positionals, community: row.id } : `there is no community ${values.community}`;
}

/** The books that a path means: itself, or every `.epub` below a folder, in the order of their names. */
async function booksAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.epub'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One line about a file. */
function lineText({ file, added, refused }: Line): string {
  if (refused) {
    const { entry, reason } = refused.params;
    return `${file}: refused: ${refused.code}${entry ? ` ${entry}` : ''}${reason ? ` (${reason})` : ''}`;
  }
  const warnings = added?.warnings.length ? `; ${added.warnings.map(warningText).join('; ')}` : '';
  return `${file}: ${added?.added ? 'imported' : 'already there'}: ${added?.title}${warnings}`;
}

const epub: Command = {
  help:
    'import epub FILE|DIR [--community SLUG|none]\nbooks for the catalogue: what each file says of itself, its cover ' +
    'and its file; the same file twice is one edition. --community: for its members alone',
  async run(ctx, argv) {
    const given = await communityIn(ctx, argv);
    if (typeof given === 'string') return bad(ctx, given);
    return onPath(ctx, given.rest, 'import epub FILE|DIR [--community SLUG|none]', async (path, name) => {
      const files = await booksAt(path);
      if (files.length === 0) return bad(ctx, `${name}: there is no .epub file`);
      const lines: Line[] = [];
      for (const file of files) {
        const shown = resolve(path) === file ? name : join(name, file.slice(path.length + 1));
        const result = await addBook({ db: ctx.db, media: storeOf(ctx) }, file, given.community);
        const line: Line = result.ok ? { file: shown, added: result.value } : { file: shown, refused: result.error };
        lines.push(line);
        if (line.refused) ctx.err(lineText(line));
        else if (!ctx.json) ctx.out(lineText(line));
      }
      if (ctx.json) ctx.out(JSON.stringify({ files: lines }));
      if (lines.every((l) => l.refused)) return EXIT.badInput;
      return lines.some((l) => l.refused) ? EXIT.failed : EXIT.done;
    });
  },
};

/** One line about a publication of a feed. */
function outcomeText(outcome: Outcome): string {
  const name = outcome.title || outcome.url;
  if ('leftOut' in outcome) return `${name}: left out: ${outcome.leftOut}`;
  if ('unchanged' in outcome) return `${name}: already there`;
  if ('refused' in outcome) return lineText({ file: `${name} (${outcome.url})`, refused: outcome.refused });
  return lineText({ file: name, added: outcome.added });
}

const opds: Command = {
  help:
    'import opds URL|FILE [--community SLUG|none]\nthe open EPUBs of another catalogue (OPDS 1.2 or 2.0), page by ' +
    'page; one that was interrupted goes on where it stopped. Of a FILE: that page alone',
  async run(ctx, argv) {
    const given = await communityIn(ctx, argv);
    if (typeof given === 'string') return bad(ctx, given);
    const { rest, community } = given;
    const outcomes: Outcome[] = [];
    const to = {
      db: ctx.db,
      media: storeOf(ctx),
      options: { allowLoopback: ctx.config.readingLoopback },
      community,
      tell(outcome: Outcome) {
        outcomes.push(outcome);
        if ('refused' in outcome) ctx.err(outcomeText(outcome));
        else if (!ctx.json) ctx.out(outcomeText(outcome));
      },
    };
    const end = (name: string, result: Awaited<ReturnType<typeof importFeed | typeof importFeedFile>>): number => {
      if (ctx.json) ctx.out(JSON.stringify({ outcomes, ...(result.ok ? result.value : { error: result.error }) }));
      if (!result.ok) {
        ctx.err(`${name}: ${result.error.code}; what came before it is kept`);
        return outcomes.length > 0 ? EXIT.failed : EXIT.badInput;
      }
      const { pages, navigation } = result.value;
      const next = 'next' in result.value ? result.value.next : null;
      if (!ctx.json) {
        ctx.out(`${pages} pages, ${outcomes.filter((o) => 'added' in o && o.added.added).length} books imported`);
        if (next !== null) ctx.out(`there is a next page: ${next}`);
        if (navigation.length > 0) ctx.out(`other feeds, by their own address: ${navigation.join(', ')}`);
      }
      return outcomes.some((o) => 'refused' in o) ? EXIT.failed : EXIT.done;
    };
    const [address = ''] = rest;
    if (rest.length === 1 && /^https?:/i.test(address)) return end(address, await importFeed(address, to));
    return onPath(ctx, rest, 'import opds URL|FILE [--community SLUG|none]', async (path, name) => {
      const MOST = 8 * 1024 * 1024;
      if ((await stat(path)).size > MOST) return bad(ctx, `${name}: larger than ${MOST} bytes`);
      return end(name, await importFeedFile(await readFile(path), to));
    });
  },
};

export const bookCommands: Readonly<Record<string, Command>> = { 'import epub': epub, 'import opds': opds };
