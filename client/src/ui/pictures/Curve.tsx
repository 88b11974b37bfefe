import type { ComponentProps } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { Drawn } from './Drawn.tsx';

/** How many people came how far into a work: `counts` has a number for each of its equal steps. */
export function Curve({
  counts,
  ...rest
}: { counts: readonly number[] } & Pick<ComponentProps<typeof Drawn>, 'title' | 'text' | 'words'>) {
  const format = new Intl.NumberFormat(useLocale(), { style: 'percent' });
  const steps = counts.map((n, i) => ({ name: format.format((i + 1) / counts.length), n }));
  return <Drawn {...rest} steps={steps} ends={[format.format(0), format.format(1)]} />;
}
