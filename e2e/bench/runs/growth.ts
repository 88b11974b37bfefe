/**
 * `node e2e/bench/runs/growth.ts FILE.json…`: draws how the duration of runs grows with the number of wallets. It reads
 * what `npm run bench -- economy --json FILE` wrote, and writes into docs/economy.md (between its markers) and
 * docs/pictures/economy-growth.svg.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Line } from '../bench.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const NAMES = { 'compost-1m': 'compost', 'redistribute-1m': 'redistribution' } as const;
const docs = new URL('../../../docs/', import.meta.url);

interface Point {
  size: number;
  ours: number;
  bare: number;
  chunk: number;
  mb: number;
}
function pointsOf(line: Line): Point[] {
  const fact = (name: string): number => Number(line.facts?.[name]);
  return SIZES.map((size) => ({
    size,
    ours: fact(`s_${size}`),
    bare: fact(`bare_${size}`),
    chunk: fact(`chunk_${size}`),
    mb: fact(`mb_${size}`),
  }));
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
function table(all: ReadonlyMap<string, Point[]>): string {
  const head = [
    row(['run', 'wallets', 'seconds', 'bare statement', 'ratio', 'longest chunk', 'memory beside idle']),
    '|---|---:|---:|---:|---:|---:|---:|',
  ];
  const lines = [...all].flatMap(([name, points]) =>
    points.map((p) =>
      row([
        name,
        p.size.toLocaleString('en'),
        p.ours,
        p.bare,
        (p.ours / p.bare).toFixed(2),
        `${p.chunk} ms`,
        `${p.mb} MB`,
      ]),
    ),
  );
  return [...head, ...lines].join('\n');
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [560, 300, 60, 40, 30];
/** Both axes are logarithmic. */
function picture(all: ReadonlyMap<string, Point[]>): string {
  const x = (size: number): number => LEFT + ((Math.log10(size) - 4) / 2) * (WIDTH - LEFT - 120);
  const y = (s: number): number => HEIGHT - BOTTOM - ((Math.log10(s) + 2) / 4) * (HEIGHT - BOTTOM - TOP);
  const colours = ['#3f6b3a', '#a5622a'];
  const lines = [...all].flatMap(([name, points], i) =>
    (['ours', 'bare'] as const).map((side) => {
      const path = points
        .map((p, n) => `${n === 0 ? 'M' : 'L'}${x(p.size).toFixed(0)} ${y(p[side]).toFixed(0)}`)
        .join(' ');
      const last = points.at(-1);
      const dash = side === 'bare' ? ' stroke-dasharray="4 4"' : '';
      const label =
        last && side === 'ours'
          ? `<text x="${x(last.size) + 8}" y="${y(last.ours)}" fill="${colours[i]}">${name}</text>`
          : '';
      return `<path d="${path}" fill="none" stroke="${colours[i]}" stroke-width="2"${dash}/>${label}`;
    }),
  );
  const axes = [
    ...SIZES.map((s) => `<text x="${x(s)}" y="${HEIGHT - 14}" text-anchor="middle">${s.toLocaleString('en')}</text>`),
    ...[0.01, 0.1, 1, 10, 100].map(
      (s) =>
        `<text x="${LEFT - 8}" y="${y(s) + 4}" text-anchor="end">${s} s</text><path d="M${LEFT} ` +
        `${y(s).toFixed(0)}H${WIDTH - 120}" stroke="#ccc"/>`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif"
  font-size="12" fill="#555"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="18">Seconds a run takes, by wallets; dashed: one bare statement</text>
${[...axes, ...lines].join('\n')}
</svg>
`;
}

const lines = (
  await Promise.all(process.argv.slice(2).map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Line[]))
).flat();
const all = new Map(
  Object.entries(NAMES).flatMap(([bench, name]) => {
    const line = lines.findLast((l) => l.name === bench);
    return line ? [[name, pointsOf(line)] as const] : [];
  }),
);
if (all.size === 0) throw new Error('no line of compost-1m or redistribute-1m in these files');
const page = new URL('economy.md', docs);
const text = await readFile(page, 'utf8');
const marks = /(<!-- growth -->\n)[^]*?(<!-- \/growth -->)/;
if (!marks.test(text)) throw new Error('docs/economy.md has lost its marks');
await writeFile(
  page,
  text.replace(marks, (_, open: string, close: string) => `${open}${table(all)}\n${close}`),
);
await writeFile(new URL('pictures/economy-growth.svg', docs), picture(all));
