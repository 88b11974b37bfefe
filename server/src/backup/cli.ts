/** `egoejo backup`, `egoejo restore`, `egoejo recovery end` (docs/backup.md). */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { EXIT, type Command, type CommandContext } from '../platform/command.ts';
import { openMedia } from '../platform/media/open-media.ts';
import { copyMedia, mediaBeside, nameOf, restoreMedia } from './folder.ts';
import { endRecovery, recoveryOf } from '../sync/recovery/recovery.ts';
import { restoreBackup, type RestoreFault } from './restore.ts';
import { backupState } from './state.ts';
import { takeBackup } from './take.ts';

function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}
function say(ctx: CommandContext, value: object, text: string): number {
  ctx.out(ctx.json ? JSON.stringify(value) : text);
  return EXIT.done;
}
/** The file system's message about the path that the operator named; null if the error is of another kind. */
const unwritable = (error: unknown): string | null =>
  error instanceof Error &&
  'code' in error &&
  /^(EACCES|ENOTDIR|EISDIR|EEXIST|EROFS|ENOSPC|ENOENT)$/.test(String(error.code))
    ? error.message
    : null;

const backup: Command = {
  help:
    'backup [FILE]\neverything the database holds, as of one instant, into one gzip file; media are copied into ' +
    'a folder beside it. Without FILE: into the folder of backups',
  async run(ctx, argv) {
    const [name, ...more] = argv;
    if (more.length > 0 || name?.startsWith('-')) return bad(ctx, 'usage: egoejo backup [FILE]');
    const { folder } = await backupState(ctx.db, ctx.config, Date.now());
    if (name === undefined && folder === null)
      return bad(ctx, 'wants a FILE: no folder of backups is set (BACKUP_DIR, or the page of the installation)');
    const path = name === undefined ? join(folder ?? '', nameOf(new Date())) : resolve(ctx.cwd, name);
    try {
      const media = await copyMedia(openMedia(ctx.config), mediaBeside(path), null);
      const taken = await takeBackup(ctx.db, path);
      return say(
        ctx,
        { ...taken, media },
        `${taken.path}: ${taken.rows} rows as of ${taken.at}; ${media} media copied beside it`,
      );
    } catch (error) {
      const why = unwritable(error);
      if (why === null) throw error;
      return bad(ctx, why);
    }
  },
};

/** A refusal as a message with its code. */
function refusal(name: string, { code, params }: Failure<RestoreFault>): string {
  const format = `it is of format ${params['version']}`;
  const why: Record<RestoreFault, string> = {
    'backup.unreadable': `it cannot be read: ${params['reason']}`,
    'backup.corrupt': `it is no whole backup: ${params['reason']}`,
    'backup.newer_format': `${format}, which a newer EGOEJO wrote; restore it with that version`,
    'backup.newer_schema':
      `it is of schema ${params['file']}, this version has ${params['database']}; restore it with the version ` +
      'that wrote it, or a newer one of that schema',
    'backup.older_schema':
      `it is of schema ${params['file']}, this version has ${params['database']}; restore it with the version ` +
      'that wrote it, then start this one',
    'backup.not_empty': `the database holds ${params['members']} members; add --replace if they may go`,
    'backup.in_use': `${params['servers']} server connections are open on this database; stop the servers first`,
  };
  return `${name}: ${why[code]} (${code}); nothing was changed`;
}
const REFUSED = new Set<RestoreFault>(['backup.not_empty', 'backup.in_use']);

const restore: Command = {
  help:
    'restore FILE [--replace]\nputs a backup back, whole or not at all, with a new epoch and an open recovery; ' +
    '--replace: what the database holds may go. Servers must be stopped',
  async run(ctx, argv) {
    let name: string | undefined;
    let replace = false;
    try {
      const { values, positionals } = parseArgs({
        args: argv,
        options: { replace: { type: 'boolean' } },
        allowPositionals: true,
        strict: true,
      });
      [name] = positionals;
      replace = values.replace ?? false;
      if (positionals.length !== 1) name = undefined;
    } catch (error) {
      return bad(ctx, error instanceof Error ? error.message : String(error));
    }
    if (name === undefined) return bad(ctx, 'usage: egoejo restore FILE [--replace]');
    if (ctx.deps) {
      ctx.err('a server serves this database; stop it first (backup.in_use); nothing was changed');
      return EXIT.refused;
    }
    const path = resolve(ctx.cwd, name);
    const done = await restoreBackup(ctx.db, path, replace);
    if (!done.ok) {
      ctx.err(refusal(basename(name), done.error));
      return REFUSED.has(done.error.code) ? EXIT.refused : EXIT.badInput;
    }
    const media = await restoreMedia(mediaBeside(path), openMedia(ctx.config));
    return say(
      ctx,
      { ...done.value, media },
      `restored ${done.value.rows} rows as of ${done.value.at}, ${media} media; a recovery is open: start the ` +
        'servers, let the devices come back, then: egoejo recovery end',
    );
  },
};

const end: Command = {
  help: 'recovery end\nfrom now on refusals of acts that were offered again are final; polls close and compost goes on',
  async run(ctx, argv) {
    if (argv.length > 0) return bad(ctx, `unknown argument ${argv[0]}`);
    const { since } = await recoveryOf(ctx.db);
    if (!(await endRecovery(ctx.db))) {
      ctx.err('no recovery is open');
      return EXIT.refused;
    }
    return say(ctx, { since }, `the recovery open since ${since} has ended`);
  },
};

export const commands: Readonly<Record<string, Command>> = { backup, restore, 'recovery end': end };
