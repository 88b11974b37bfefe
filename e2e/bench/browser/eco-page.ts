/** docs/eco.md, written by the benchmark `eco-levels`. */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { ECO_LEVELS, ECO_PAGES, type Crossed, type Rest } from './eco.ts';

export interface EcoFigures {
  level: EcoLevel;
  page: string;
  opening: Crossed;
  rest: Rest;
}

const kb = (bytes: number): string => (bytes / 1_000).toFixed(1);

function row(name: string, cells: readonly (string | number)[]): string {
  return `| ${name} | ${cells.join(' | ')} |`;
}

/** The page, from the figures of every page and level. `seconds`: how long each page was left alone. */
export function ecoPage(figures: readonly EcoFigures[], seconds: number): string {
  const of = (page: string, cell: (f: EcoFigures) => string): string =>
    row(
      page,
      ECO_LEVELS.map((level) => {
        const found = figures.find((f) => f.level === level && f.page === page);
        return found ? cell(found) : '';
      }),
    );
  const head = [
    row(
      'page',
      ECO_LEVELS.map((l) => `${l} ${ECO[l].name}`),
    ),
    row(
      '---',
      ECO_LEVELS.map(() => '---'),
    ),
  ];
  const table = (cell: (f: EcoFigures) => string): string[] => [
    ...head,
    ...ECO_PAGES.map(({ name }) => of(name, cell)),
    '',
  ];
  return [
    '# What the eco levels cost',
    '',
    'Written by `npm run bench -- eco-levels --seconds 60`; do not edit. The demo, on a device that has the app and',
    'its data; requests and bytes as a proxy counted them, callbacks and timers from Chromium’s trace.',
    `Each page was opened, then left alone for ${seconds} s. Each level was measured on a device of its own.`,
    '`shared/src/eco/model.ts` has the rules of each level; *Data* in the app shows what a member’s own device used.',
    '',
    '## Opening a page: requests, KB',
    '',
    ...table((f) => `${f.opening.requests}, ${kb(f.opening.bytes)}`),
    `## Left alone for ${seconds} s: requests, KB`,
    '',
    ...table((f) => `${f.rest.requests}, ${kb(f.rest.bytes)}`),
    `## Left alone for ${seconds} s: animation callbacks run, timers fired`,
    '',
    ...table((f) => `${f.rest.frames}, ${f.rest.timers}`),
  ].join('\n');
}
