import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useOwnCommunities } from '../../communities/model.ts';
import { KeptProposals } from '../components/proposal/KeptProposals.tsx';
import { ProposalForm } from '../components/proposal/ProposalForm.tsx';

/** The form, and the proposals that were put aside. */
function Proposals() {
  const [open, setOpen] = useState('proposal');
  const show = (name: string | null) => {
    setOpen(name ?? 'proposal');
    scrollTo({ top: 0 });
  };
  return (
    <>
      <KeptProposals open={open} onOpen={show} />
      <ProposalForm key={open} name={open} onOther={show} />
    </>
  );
}

/** Proposing a project, also without a network: the form is saved at each change, the proposal is queued. */
export function ProposePage() {
  const t = useT();
  const who = useMember();
  const own = useOwnCommunities();
  return (
    <Page title={t('projects.propose')} back="/projets">
      {who === null && (
        <EmptyState
          icon="lock"
          title={t('projects.form.visitor')}
          action={
            <LinkButton to="/connexion" search={{ suite: '/projets/proposer' }}>
              {t('projects.signIn')}
            </LinkButton>
          }
        >
          {t('projects.form.visitorText')}
        </EmptyState>
      )}
      {who !== null && own?.length === 0 && (
        <EmptyState
          icon="people"
          title={t('projects.form.noCommunity')}
          action={<LinkButton to="/projets">{t('projects.missing.all')}</LinkButton>}
        >
          {t('projects.form.noCommunityText')}
        </EmptyState>
      )}
      {who !== null && own !== undefined && own.length > 0 && <Proposals />}
    </Page>
  );
}
