import type { ReactNode } from 'react';

/** What a part of a page renders until it has read its rows. */
export const Filling = () => <span data-filling hidden />;

/** Parts that are shown together, once each of them has read its rows: none moves another down. */
export function Together({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-3 has-[[data-filling]]:invisible">{children}</div>;
}
