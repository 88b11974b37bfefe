/** What is seen while a line is dragged. */
import type { Ref } from 'react';
import { typeset } from '../../i18n/typeset.ts';

/** Where the line would be put. */
export const DropMark = ({ above, below }: { above: boolean; below: boolean }) =>
  (above || below) && (
    <span
      className={`absolute inset-x-0 h-1 rounded-full bg-leaf forced-colors:bg-[Highlight] ${above ? '-top-2' : '-bottom-2'}`}
    />
  );

/** The name of the line, beside the finger. */
export const Ghost = ({ ref, title }: { ref: Ref<HTMLDivElement>; title: string }) => (
  <div
    ref={ref}
    aria-hidden="true"
    className="pointer-events-none fixed inset-x-0 top-full z-40 mx-auto w-fit max-w-[80vw] -translate-y-1/2 truncate rounded-card border border-leaf bg-surface px-4 py-2 font-strong shadow-card"
  >
    {typeset(title)}
  </div>
);
