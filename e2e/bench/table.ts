/** The lines of benchmarks as a text table. */
import type { Line } from './bench.ts';

const columns = ['name', 'n', 'value', 'unit', 'baseline', 'ratio', 'goal', 'ok'] as const;

/** The lines as a text table. */
export function table(lines: readonly Line[]): string {
  const rows = [[...columns], ...lines.map((l) => columns.map((c) => cell(l[c])))];
  const widths = columns.map((_, i) => Math.max(...rows.map((r) => r[i]?.length ?? 0)));
  return rows
    .map((r) =>
      r
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? value.toString() : Number(value.toPrecision(4)).toString();
}
