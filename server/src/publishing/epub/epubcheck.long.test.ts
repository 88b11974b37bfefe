/** Made books, judged by epubcheck where it is installed (Debian's package `epubcheck`). */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bookOf, DOT, WHO } from '../../testing/manuscripts.ts';
import { onInstalled } from '../../testing/real-data.ts';

const TEXTS: Readonly<Record<string, [text: string, language: string]>> = {
  all: [
    [
      'Avant *a* **b** `c` <kbd>d</kbd> H<sub>2</sub>O[^1]\n\n# Un\n\n> cité\n\n1. a\n2. b\n\n   c\n',
      '- d\n  - e[^1]\n\n![](p.png "Légende")\n\n![x](p.png) [lien](https://x.org/é?a=1&b=2) [deux](#deux)\n',
      '## Deux\n\n***\n\n    code\n\n# Un\n\n<del>f</del> <q>g</q> <mark>h</mark> <cite>i</cite><br>j\n',
      '[^1]: Note\n\n    ## Titre\n\n    - k',
    ].join('\n'),
    'fr',
  ],
  arabic: ['# الباب الأول\n\nنص[^١]\n\n## فصل\n\nنص\n\n[^١]: حاشية', 'ar'],
  hostile: ['<script>x</script> [a](javascript:x) &#0; ]]> \u202E <b onclick=x>y\n\n> - > - x\n\n**a *b** c*', 'sw'],
  many: [Array.from({ length: 300 }, (_, i) => `# T${i % 7}\n\n## S\n\nmot\n\n`).join(''), 'wo'],
};

onInstalled('/usr/share/java/epubcheck.jar', 'B15: epubcheck finds no fault in made books', async (jar) => {
  const folder = await mkdtemp(join(tmpdir(), 'epubcheck-'));
  try {
    for (const [name, [text, language]] of Object.entries(TEXTS)) {
      const path = join(folder, `${name}.epub`);
      await writeFile(path, bookOf(text, { ...WHO, language, cover: 'p.png' }, { 'p.png': DOT }).bytes);
      const { status, stdout, stderr } = spawnSync('java', ['-jar', jar, path], { encoding: 'utf8' });
      expect([name, status, `${stdout}${stderr}`.match(/^(?:ERROR|FATAL|WARNING).*$/gm)]).toEqual([name, 0, null]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
