import { readCode } from '@egoejo/shared/invitations/model.ts';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { keepInvitation } from '../../platform/kept-invitation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';

/** For visitors: an account first, then back to the community. The code of who invited them waits for the sign-up. */
export function SignUpToJoin({ id, cle, par }: { id: string; cle: string | undefined; par: string | undefined }) {
  const t = useT();
  const suite = `/communautes/${id}${cle === undefined ? '' : `?cle=${cle}`}`;
  useEffect(() => {
    const code = readCode(par ?? '');
    if (code) keepInvitation(code);
  }, [par]);
  return (
    <Card className="flex flex-col gap-2.5">
      {cle !== undefined && <p>{t('communities.invited.visitor')}</p>}
      <LinkButton block icon="people" to="/inscription" search={{ suite }}>
        {t('communities.signUp')}
      </LinkButton>
      <LinkButton block variant="quiet" to="/connexion" search={{ suite }}>
        {t('communities.signIn')}
      </LinkButton>
    </Card>
  );
}
