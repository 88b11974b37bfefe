/**
 * Prepares a clone for running a command: install, generate, build. A step is skipped while its inputs are unchanged;
 * its stamp is a hash of those inputs. Plain Node 20, no dependencies.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runStep } from './processes.mjs';

const pnpm = 'pnpm@12.21.0';
const packages = ['.', 'shared', 'server', 'client', 'e2e', 'tools'];
const stamps = join(root, 'node_modules/.cache/egoejo');
/** The pinned Node, installed as a package, independent of the machine's own Node. */
export const node = join(root, 'node_modules/node/bin/node');
/** The output folder of `vite build`. */
const clientDist = join(root, 'client/dist');

/**
 * @typedef {{ says: string, from: string[], makes: string, command: () => { file: string, args: string[], env?:
 * NodeJS.ProcessEnv, cwd?: string } }} Step
 */
/** @type {Record<string, Step>} */
const steps = {
  install: {
    says: 'installing packages',
    from: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages.map((p) => join(p, 'package.json'))],
    makes: node,
    // npm passes its log level (.npmrc) to its children; the reason of a failed install must still be shown.
    command: () => ({
      file: 'npx',
      args: ['-y', pnpm, 'install', '--frozen-lockfile'],
      env: { ...process.env, npm_config_loglevel: 'error' },
    }),
  },
  generate: {
    says: 'generating the database client',
    from: ['prisma/schema.prisma', 'prisma.config.ts', 'server/package.json'],
    makes: join(root, 'server/src/generated/prisma/client.ts'),
    command: () => ({
      file: node,
      args: [join(root, 'server/node_modules/prisma/build/index.js'), 'generate'],
      // Prisma's engine cannot be downloaded everywhere, and generating does not run it, so any executable will do.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    }),
  },
  client: {
    says: 'building the app',
    from: ['client', 'shared/src', 'pnpm-lock.yaml'],
    makes: join(clientDist, 'index.html'),
    command: () => ({
      file: node,
      args: [join(root, 'client/node_modules/vite/bin/vite.js'), 'build'],
      cwd: join(root, 'client'),
    }),
  },
};

/** Longest time of a step, s: a registry that does not answer must not keep anybody waiting. */
const LIMIT_S = 600;

/**
 * @param {string[]} needs names of steps, in order
 * @param {{ limitS?: number, onLate?: (pid: number) => Promise<unknown> }} [options] of each step, as of `runStep`
 * @returns {Promise<{ ok: true, node: string } | { ok: false, reason: string }>}
 */
export async function prepare(needs, { limitS = LIMIT_S, onLate } = {}) {
  for (const name of needs) {
    const step = steps[name];
    if (step === undefined) throw new Error(`no step ${name}`);
    const hash = await contentHash(step.from);
    if ((await readStamp(name)) === hash && (await exists(step.makes))) continue;
    console.error(`${step.says} …`);
    const { file, args, env, cwd } = step.command();
    const given = { ...(env && { env }), ...(cwd && { cwd }), ...(onLate && { onLate }) };
    const { code, output } = await runStep(file, args, { ...given, name, limitS });
    if (code !== 0) return { ok: false, reason: `${output.trim()}\n${step.says}: failed (exit ${code})` };
    await mkdir(stamps, { recursive: true });
    await writeFile(join(stamps, name), hash);
  }
  return { ok: true, node };
}

/** @param {string[]} paths files or folders under root; an absent one counts as empty */
async function contentHash(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesOf(join(root, path))) {
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {Promise<string[]>} sorted */
async function filesOf(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(absent);
  if (entries === undefined) return (await exists(path)) ? [path] : [];
  const nested = entries.map(async (e) => {
    if (e.isDirectory()) return e.name === 'node_modules' || e.name === 'dist' ? [] : filesOf(join(path, e.name));
    return e.isFile() && !/\.test\.tsx?$/.test(e.name) ? [join(path, e.name)] : [];
  });
  return (await Promise.all(nested)).flat().sort();
}

/** @param {string} name */
const readStamp = (name) => readFile(join(stamps, name), 'utf8').catch(absent);

/** @param {string} path */
const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * A missing file is a valid result; any other error is thrown. @param {NodeJS.ErrnoException} error @returns
 * {undefined}
 */
function absent(error) {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
