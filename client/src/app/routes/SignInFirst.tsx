import { useLocation, type RouteComponent } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';

/** What a visitor gets on a page of members: a way in that leads back here. */
function SignInFirst() {
  const t = useT();
  const suite = useLocation({ select: (l) => l.href });
  return (
    <Page title={t('shell.members.title')} back="/">
      <EmptyState
        icon="lock"
        title={t('shell.members.needed')}
        action={
          <div className="flex flex-col gap-2">
            <LinkButton to="/connexion" search={{ suite }}>
              {t('home.signIn')}
            </LinkButton>
            <LinkButton variant="plain" to="/inscription" search={{ suite }}>
              {t('shell.members.join')}
            </LinkButton>
          </div>
        }
      >
        {t('shell.members.text')}
      </EmptyState>
    </Page>
  );
}

/** The page for members; visitors get a way in. */
export function forMembers(Shown: RouteComponent): RouteComponent {
  return function ForMembers() {
    return useMember() === null ? <SignInFirst /> : <Shown />;
  };
}
