import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';

/** For visitors: an account first, then back to the page at `suite`. */
export function SignUpToJoin({ suite }: { suite: string }) {
  const t = useT();
  return (
    <div className="flex flex-col gap-2">
      <LinkButton block icon="people" to="/inscription" search={{ suite }}>
        {t('communities.signUp')}
      </LinkButton>
      <LinkButton block variant="quiet" to="/connexion" search={{ suite }}>
        {t('communities.signIn')}
      </LinkButton>
    </div>
  );
}
