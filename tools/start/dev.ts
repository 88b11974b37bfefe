/** `npm run dev`: the server restarts and the page updates as files change. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from './processes.mjs';

const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
// vite.config.ts proxies the server's routes to this address.
process.env['EGOEJO_DEV_SERVER'] = api;

const vite = await createServer({
  root: join(root, 'client'),
  configFile: join(root, 'client/vite.config.ts'),
  server: { host: '127.0.0.1' },
});
await vite.listen();
const page = vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? 'http://127.0.0.1:5173';

const server = spawn(
  process.execPath,
  ['--watch-path', 'server/src', '--watch-path', 'shared/src', 'server/src/main.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    // The page's origin is that of Vite, against which state-changing calls are checked.
    env: { PUBLIC_URL: page, ...process.env },
  },
);
const end = (): void => {
  server.kill('SIGTERM');
  void vite.close();
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
server.once('close', (code) => {
  void vite.close();
  process.exitCode = code ?? 0;
});
console.log(`the app, updating as you type: ${page}`);
