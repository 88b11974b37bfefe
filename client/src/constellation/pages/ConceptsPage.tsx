import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Community } from '@egoejo/shared/communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ConceptCard } from '../tend/ConceptCard.tsx';
import { ConceptForm } from '../tend/ConceptForm.tsx';
import { useTended } from '../tend/queries.ts';
import { useTends } from '../tend/tends.ts';

/** The animators of a community name its concepts and link its projects to them; offline too. */
export function ConceptsPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/constellation' });
  const community = useRow('community', id);
  const membership = useRow('membership', id);
  const tends = useTends()(id);
  return (
    <Page title={t('concepts.title')} back={`/communautes/${id}`}>
      {membership !== undefined && !tends && <Notice icon="lock">{t('error.community.not_animator')}</Notice>}
      {community && tends && community.archivedAt && <Notice icon="lock">{t('communities.archived')}</Notice>}
      {community && tends && !community.archivedAt && <Concepts community={community} />}
    </Page>
  );
}

function Concepts({ community }: { community: Community }) {
  const t = useT();
  const tended = useTended(community.id);
  const [open, setOpen] = useState<string | null>(null);
  if (!tended) return null;
  const { concepts, links, projects } = tended;
  return (
    <>
      <p className="text-small text-soft">{t('concepts.intro')}</p>
      <LinkButton variant="quiet" icon="stars" to="/constellation" className="self-start">
        {t('concepts.see')}
      </LinkButton>
      <Card className="flex flex-col gap-3" label={t('concepts.new')}>
        <h2 className="text-head">{t('concepts.new')}</h2>
        <ConceptForm community={community.id} concept={null} onDone={setOpen} />
      </Card>
      {concepts.length === 0 && (
        <EmptyState icon="stars" title={t('concepts.none')}>
          {t('concepts.noneText')}
        </EmptyState>
      )}
      <ul className="flex flex-col gap-3">
        {concepts.map((c) => (
          <ConceptCard
            key={c.id}
            concept={c}
            concepts={concepts}
            links={links}
            projects={projects}
            open={c.id === open}
            onOpen={(is) => setOpen(is ? c.id : null)}
          />
        ))}
      </ul>
    </>
  );
}
