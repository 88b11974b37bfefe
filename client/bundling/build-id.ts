import { readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/**
 * The version of this client: the package's, and a hash of what it is made from, so that another server's build of the
 * same is the same.
 */
export function buildId(): string {
  const hash = createHash('sha256');
  for (const folder of ['client/src', 'shared/src']) {
    const root = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|css|html)$/.test(name) && !/\.test\.|testing[\\/]/.test(name))
      .toSorted();
    for (const name of files) hash.update(name).update(readFileSync(join(root, name)));
  }
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}
