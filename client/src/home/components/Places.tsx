import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';

/** From Accueil to the lists of all polls and communities. */
export function Places() {
  const t = useT();
  return (
    <nav aria-label={t('home.title')} className="flex flex-wrap gap-2">
      <LinkButton variant="quiet" icon="vote" to="/votes" className="flex-auto">
        {t('home.places.polls')}
      </LinkButton>
      <LinkButton variant="quiet" icon="people" to="/communautes" className="flex-auto">
        {t('home.places.communities')}
      </LinkButton>
    </nav>
  );
}
