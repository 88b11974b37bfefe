import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useT } from '../../i18n/locale.ts';
import { toast } from '../../ui/feedback.tsx';
import { continueInterrupted } from '../interrupted.ts';
import { enter, type Session } from '../session.ts';

/** Opens the session, goes on with what was interrupted, and back to where the member was. */
export function useAfterSignIn(suite: string | undefined) {
  const navigate = useNavigate();
  const router = useRouter();
  const t = useT();
  return useCallback(
    async (session: Session, email: string) => {
      await enter(session, email);
      if (await continueInterrupted()) toast(t('accounts.continued'), 'wait');
      if (suite === undefined) await navigate({ to: '/', replace: true });
      else router.history.replace(suite);
    },
    [navigate, router, suite, t],
  );
}
