/** `egoejo epub make` and `epub check`: books made of manuscripts, and what is wrong with a book. */
import { rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkEpub } from '../catalogue/epub/check/check.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { makeFromFiles } from './manuscript-files.ts';
import { bad, faultText, onPath } from './on-path.ts';

const SAYS = {
  no_alt: 'the picture has no alternative text',
  dead_link: 'a link that leads nowhere in a book',
} as const;

const USAGE =
  'epub make MANUSCRIPT.md|DIR [--out FILE] [--title T] [--author A]… [--language TAG] [--id ID] [--modified TIME]';

const OPTIONS = {
  out: { type: 'string' },
  title: { type: 'string' },
  author: { type: 'string', multiple: true },
  language: { type: 'string' },
  id: { type: 'string' },
  modified: { type: 'string' },
} as const;

/** The arguments, or what is wrong with them. */
function argumentsOf(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
    const modified = values.modified === undefined ? undefined : new Date(values.modified);
    if (modified && Number.isNaN(modified.getTime())) return `not a time: ${values.modified}`;
    return { values, positionals, modified };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const make: Command = {
  help:
    `${USAGE}\nan EPUB 3 of a Markdown text, or of the .md files of a folder in the order of their names, with the ` +
    'pictures it names. What it is called and by whom stands at its start between lines `---`, or in the options. ' +
    'Default of --out: its own name with .epub. The same files, id and time give the same bytes',
  database: false,
  async run(ctx, argv) {
    const given = argumentsOf(argv);
    if (typeof given === 'string') return bad(ctx, given);
    const { values, positionals, modified } = given;
    return onPath(ctx, positionals, USAGE, async (path, name) => {
      const { title = '', author = [], language = '', id } = values;
      const made = await makeFromFiles(path, {
        metadata: { title, authors: author, language },
        ...(id !== undefined && { id }),
        ...(modified && { modified }),
      });
      const shown = (file: unknown): string => (typeof file === 'string' ? join(name, file) : name);
      if (!made.ok) return bad(ctx, faultText(shown(made.error.params['file']), made.error));
      const { bytes, ...facts } = made.value;
      const out = values.out === undefined ? `${path.replace(/\.md$/i, '')}.epub` : resolve(ctx.cwd, values.out);
      // A book that is half written must not be taken for one.
      await writeFile(`${out}.part`, bytes);
      await rename(`${out}.part`, out);
      for (const { file, line, code, what } of facts.remarks)
        ctx.err(`${shown(file)}${line > 0 ? `:${line}` : ''}: ${SAYS[code]}: ${what}`);
      if (ctx.json) ctx.out(JSON.stringify({ file: out, bytes: bytes.length, ...facts }));
      else
        ctx.out(
          `${basename(out)}: ${facts.title}, ${facts.chapters.length} chapters, ${facts.pictures} pictures, ` +
            `${bytes.length} bytes`,
        );
      return EXIT.done;
    });
  },
};

const check: Command = {
  help:
    'epub check FILE.epub\nwhat is wrong with a book by the rules of EPUB 3 for container, package, navigation and ' +
    'content documents. An import is less strict: it takes what can be read',
  database: false,
  run: (ctx, argv) => onPath(ctx, argv, 'epub check FILE.epub', (path, name) => checkFile(ctx, path, name)),
};

async function checkFile(ctx: CommandContext, path: string, name: string): Promise<number> {
  const checked = await checkEpub(path);
  if (!checked.ok) {
    const { code, params } = checked.error;
    if (ctx.json) ctx.out(JSON.stringify({ file: name, error: checked.error }));
    return bad(
      ctx,
      `${name}: cannot be opened: ${[code, params['entry'], params['reason']].filter(Boolean).join(' ')}`,
    );
  }
  const findings = checked.value;
  if (ctx.json) ctx.out(JSON.stringify({ file: name, findings }));
  else {
    for (const { code, entry, line, detail } of findings)
      ctx.out(`${entry}${line > 0 ? `:${line}` : ''}: ${detail} (${code})`);
    ctx.out(findings.length === 0 ? `${name}: nothing is wrong with it` : `${name}: ${findings.length} faults`);
  }
  return findings.length === 0 ? EXIT.done : EXIT.failed;
}

export const epubCommands: Readonly<Record<string, Command>> = { 'epub make': make, 'epub check': check };
