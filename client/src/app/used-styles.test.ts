import { expect, it } from 'vitest';
import { usedStyles } from '../../bundling/used-styles.ts';

const html = '<main class="gap-[min(1px,2px)] wide:flex"><p class="soft *:flex">mots</p></main>';

it.each([
  ['.soft{color:gray}.loud,.soft{margin:0}', '.soft{color:gray}.soft{margin:0}'],
  ['p,table{margin:0}*,:before{padding:0}', 'p{margin:0}*,:before{padding:0}'],
  ['.soft:hover{top:0}.soft[aria-busy=true]{top:0}:lang(ar){scale:-1}', ''],
  [String.raw`.gap-\[min\(1px\,2px\)\]{gap:1px}.gap-\[3px\]{gap:3px}`, String.raw`.gap-\[min\(1px\,2px\)\]{gap:1px}`],
  [String.raw`:is(.\*\:flex>*){display:flex}`, String.raw`:is(.\*\:flex>*){display:flex}`],
  [
    String.raw`@layer a,b;@layer b{@media (width>9px){.wide\:flex{top:0}.x{top:0}}@media print{.x{top:0}}}`,
    String.raw`@layer a,b;@layer b{@media (width>9px){.wide\:flex{top:0}}}`,
  ],
  [
    ':root{--a:1;--b:2}[data-theme=dark]{--a:2}:root:has(p){--a:3}p{color:var(--a)}',
    ':root{--a:1;}[data-theme=dark]{--a:2}p{color:var(--a)}',
  ],
  [
    'p{top:var(--x)}@property --x{inherits:false}@property --y{inherits:false}@keyframes k{to{top:0}}',
    'p{top:var(--x)}@property --x{inherits:false}',
  ],
])('of a sheet, what the markup uses: %s', (css, used) => expect(usedStyles(css, html)).toBe(used));
