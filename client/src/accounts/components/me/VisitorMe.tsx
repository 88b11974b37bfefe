import { useT } from '../../../i18n/locale.ts';
import { LinkButton } from '../../../ui/actions/Button.tsx';
import { CardList } from '../../../ui/cards/Card.tsx';
import { EmptyState } from '../../../ui/feedback/feedback.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { AccountChooser } from '../lock/AccountChooser.tsx';
import { MeRow } from './MeRow.tsx';

/** « Moi » for a visitor. */
export function VisitorMe() {
  const t = useT();
  return (
    <Page title={t('accounts.me.title')}>
      <EmptyState
        icon="me"
        title={t('accounts.me.visitor')}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <LinkButton to="/inscription">{t('home.signUp')}</LinkButton>
            <LinkButton variant="quiet" to="/connexion">
              {t('home.signIn')}
            </LinkButton>
          </div>
        }
      >
        {t('accounts.me.visitorText')}
      </EmptyState>
      <AccountChooser />
      <CardList>
        <MeRow to="/invitation" icon="people" label={t('invitations.have')} />
        <MeRow to="/moi/reglages" icon="settings" label={t('accounts.settings.title')} />
        <MeRow to="/moi/donnees" icon="leaf" label={t('accounts.data.title')} />
        <MeRow to="/aide" icon="help" label={t('accounts.help.title')} />
      </CardList>
    </Page>
  );
}
