import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { OwnTexts } from '../components/writing/OwnTexts.tsx';
import { WriteForm } from '../components/writing/WriteForm.tsx';
import { useReadables } from '../queries.ts';
import { useWrites } from '../rights.ts';

/** An author publishes a text in the catalogue, also without a network, and sees those they published. */
export function WritePage() {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const may = useWrites(who?.member);
  const all = useReadables();
  if (who !== null && profile === undefined) return null;
  return (
    <Page title={t('writing.page')} back="/lire">
      {profile && may ? (
        <WriteForm profile={profile} />
      ) : (
        <EmptyState
          icon="lock"
          title={t('writing.not')}
          action={<LinkButton to="/lire">{t('writing.not.go')}</LinkButton>}
        >
          {t('writing.not.text')}
        </EmptyState>
      )}
      {all && <OwnTexts own={all.own} />}
    </Page>
  );
}
