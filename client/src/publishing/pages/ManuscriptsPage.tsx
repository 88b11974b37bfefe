import { useParams, useSearch } from '@tanstack/react-router';
import { isOpenToAuthor } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { DeskLines } from '../components/DeskLines.tsx';
import { ManuscriptForm } from '../components/ManuscriptForm.tsx';
import { ManuscriptView } from '../components/ManuscriptView.tsx';
import { Refused } from '../components/Refused.tsx';
import { useDesks, useRefusedActs } from '../queries.ts';

const FROM = '/lire/manuscrits/{-$id}';

/** The author's desk, and below it the reviewer's. */
function Desks() {
  const t = useT();
  const desks = useDesks();
  const refused = useRefusedActs().filter(({ name }) => name === 'manuscript.begin');
  const begin = (
    <LinkButton icon="plus" to={FROM} params={{ id: 'nouveau' }}>
      {t('publishing.begin')}
    </LinkButton>
  );
  return (
    <Page title={t('publishing.mine')} back="/lire">
      <Refused acts={refused} />
      {desks?.mine.length === 0 && (
        <EmptyState icon="edit" title={t('publishing.none')} action={begin}>
          {t('publishing.none.text')}
        </EmptyState>
      )}
      {desks && desks.mine.length > 0 && (
        <>
          <DeskLines manuscripts={desks.mine} label={t('publishing.mine')} />
          {begin}
        </>
      )}
      {desks && (
        <Section title={t('publishing.toReview')}>
          {desks.toReview.length === 0 ? (
            <p className="text-small text-soft">{t('publishing.toReview.none')}</p>
          ) : (
            <DeskLines manuscripts={desks.toReview} label={t('publishing.toReview')} />
          )}
        </Section>
      )}
    </Page>
  );
}

/** A new manuscript, or a change of what the one in the address says of itself. */
function Write() {
  const t = useT();
  const { manuscrit } = useSearch({ from: FROM });
  const manuscript = useRow('manuscript', manuscrit ?? null);
  const open = manuscript?.mine === true && isOpenToAuthor(manuscript.state);
  return (
    <Page
      title={t(manuscrit ? 'publishing.edit' : 'publishing.begin')}
      back={`/lire/manuscrits${manuscrit ? `/${manuscrit}` : ''}`}
    >
      {!manuscrit && <ManuscriptForm />}
      {manuscript && open && <ManuscriptForm key={manuscript.id} before={manuscript} />}
      {manuscrit && manuscript !== undefined && !open && <p>{t('publishing.edit.not')}</p>}
    </Page>
  );
}

/** The desks of an author and of a reviewer, one manuscript, or the form of one. */
export function ManuscriptsPage() {
  const { id } = useParams({ from: FROM });
  if (id === undefined) return <Desks />;
  return id === 'nouveau' ? <Write /> : <ManuscriptView key={id} id={id} />;
}
