import { useCallback, useState } from 'react';

/** A function that throws a failure of work outside rendering in the component, for the error boundary around it. */
export function useThrown(): (cause: unknown) => void {
  const [, settle] = useState(0);
  return useCallback(
    (cause: unknown) =>
      settle(() => {
        throw cause;
      }),
    [],
  );
}
