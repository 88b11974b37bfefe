import type { ReactNode } from 'react';

/** A form in one column; `onSend` does what its button says. */
export const Form = ({ onSend, children }: { onSend: () => Promise<void>; children: ReactNode }) => (
  <form
    className="flex flex-col gap-3"
    onSubmit={(e) => {
      e.preventDefault();
      void onSend();
    }}
  >
    {children}
  </form>
);
