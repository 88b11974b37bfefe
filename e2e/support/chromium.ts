/** The Chromium for tests and benchmarks: the machine's own, else Debian's package. */
import { access } from 'node:fs/promises';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { installDebianPackage } from '@egoejo/server/testing/install.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Switches that disable background activity, allow running as root, and render WebGL in software without a GPU. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Path of the browser; as root on Debian, a missing one is installed. */
export async function findChromium(): Promise<Result<string, 'test.no_chromium'>> {
  const present = await firstPresent();
  if (present) return ok(present);
  const reason = await installDebianPackage('chromium');
  const installed = await firstPresent();
  return installed ? ok(installed) : fail('test.no_chromium', { reason });
}

async function firstPresent(): Promise<string | undefined> {
  for (const path of places) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
