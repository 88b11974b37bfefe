import type { ReactNode } from 'react';

/** One figure with its label. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 py-2">
      <span className="flex-2 basis-[min-content] text-small text-soft">{label}</span>
      <span className="num flex-1 basis-[min-content] text-end text-small font-strong">{children}</span>
    </li>
  );
}
