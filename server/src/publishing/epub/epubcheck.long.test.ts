/** Made books, judged by epubcheck where it is installed (Debian's package `epubcheck`). */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bookOf, DOT, WHO } from '../../testing/manuscripts.ts';

const JAR = '/usr/share/java/epubcheck.jar';

const TEXTS: Readonly<Record<string, [text: string, language: string]>> = {
  all: [
    'Avant *a* **b** `c` <kbd>d</kbd> H<sub>2</sub>O[^1]\n\n# Un\n\n> cité\n\n1. a\n2. b\n\n   c\n\n- d\n  - e[^1]\n\n' +
      '![](p.png "Légende")\n\n![x](p.png) [lien](https://x.org/é?a=1&b=2) [deux](#deux)\n\n## Deux\n\n***\n\n    code\n\n' +
      '# Un\n\n<del>f</del> <q>g</q> <mark>h</mark> <cite>i</cite><br>j\n\n[^1]: Note\n\n    ## Titre\n\n    - k',
    'fr',
  ],
  arabic: ['# الباب الأول\n\nنص[^١]\n\n## فصل\n\nنص\n\n[^١]: حاشية', 'ar'],
  hostile: ['<script>x</script> [a](javascript:x) &#0; ]]> \u202E <b onclick=x>y\n\n> - > - x\n\n**a *b** c*', 'sw'],
  many: [Array.from({ length: 300 }, (_, i) => `# T${i % 7}\n\n## S\n\nmot\n\n`).join(''), 'wo'],
};

it.for(Object.keys(TEXTS))('B15: epubcheck finds no fault in a made book (%s)', async (name, context) => {
  if (!existsSync(JAR)) context.skip(`epubcheck is not installed: ${JAR}`);
  const folder = await mkdtemp(join(tmpdir(), 'epubcheck-'));
  try {
    const [text, language] = TEXTS[name]!;
    const path = join(folder, 'a.epub');
    await writeFile(path, bookOf(text, { ...WHO, language, cover: 'p.png' }, { 'p.png': DOT }).bytes);
    const { status, stdout, stderr } = spawnSync('java', ['-jar', JAR, path], { encoding: 'utf8' });
    expect([status, `${stdout}${stderr}`.match(/^(?:ERROR|FATAL|WARNING).*$/gm)]).toEqual([0, null]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
