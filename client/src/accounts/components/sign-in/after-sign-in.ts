import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { enter, type Session } from '../../session.ts';

/**
 * Opens the session and returns to where the member was: `suite` names the page and, after #, the act to continue with.
 */
export function useAfterSignIn(suite: string | undefined) {
  const navigate = useNavigate();
  const router = useRouter();
  return useCallback(
    async (session: Session, email: string | null) => {
      await enter(session, email);
      if (suite === undefined) await navigate({ to: '/', replace: true });
      else router.history.replace(suite);
    },
    [navigate, router, suite],
  );
}
