/** Programs that the tests need: the machine's own, else a Debian package. */
import { access } from 'node:fs/promises';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { installDebianPackage } from '@egoejo/server/testing/servers/install.ts';

/** The first of `places` that exists; as root on Debian, the package is installed where none does. */
export async function findProgram(
  places: readonly string[],
  debianPackage: string,
): Promise<Result<string, 'test.no_program'>> {
  const present = await firstPresent(places);
  if (present) return ok(present);
  const reason = await installDebianPackage(debianPackage);
  const installed = await firstPresent(places);
  return installed ? ok(installed) : fail('test.no_program', { reason });
}

/** The same for a test that cannot do without. @throws with the reason where there is none. */
export async function needProgram(places: readonly string[], debianPackage: string): Promise<string> {
  const found = await findProgram(places, debianPackage);
  if (!found.ok) throw new Error(`this test needs ${places[0]}: ${String(found.error.params['reason'])}`);
  return found.value;
}

async function firstPresent(places: readonly string[]): Promise<string | undefined> {
  for (const path of places) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return undefined;
}
