import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';

/** It is on this device. */
export function HereChip() {
  const t = useT();
  return (
    <Chip tone="leaf" icon="download">
      {t('reading.chip.here')}
    </Chip>
  );
}

/** The member has read it to its end. */
export function ReadChip() {
  const t = useT();
  return (
    <Chip tone="leaf" icon="ok">
      {t('reading.chip.read')}
    </Chip>
  );
}

/** A text or a book in a list: the whole line opens it by the link in `title`. */
export function ShelfLine({
  title,
  under,
  facts,
  chips,
  part = 0,
  actions,
  children,
}: {
  title: ReactNode;
  /** Below the title: who wrote it, its first lines. */
  under?: ReactNode;
  facts: string;
  chips?: ReactNode;
  /** The part read, 0 to 1; 0: no bar. */
  part?: number;
  actions?: ReactNode;
  /** What goes on with it: a download, a fault. */
  children?: ReactNode;
}) {
  return (
    <li className="flex items-start gap-1 py-3">
      <div className="relative min-w-0 flex-1">
        {title}
        {under}
        <span className="num block text-tiny text-soft">{facts}</span>
        <span className="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">{chips}</span>
        {part > 0 && (
          <span className="mt-2 block">
            <Bar parts={[{ value: part, fill: 'leaf' }]} total={1} />
          </span>
        )}
        {children}
      </div>
      {actions}
    </li>
  );
}
