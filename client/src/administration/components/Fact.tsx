import type { ReactNode } from 'react';

/** One figure with its label. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="flex min-h-11 items-center justify-between gap-3 py-2">
      <span className="text-small text-soft">{label}</span>
      <span className="num text-end text-small font-strong">{children}</span>
    </li>
  );
}
