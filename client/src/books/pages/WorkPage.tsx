import { useParams } from '@tanstack/react-router';
import { authorsOf, NAMED_AUTHORS, type Work, type WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Cover } from '../../ui/pictures/Cover.tsx';
import { rowOf, useDetail } from '../catalogue/details.ts';
import { categoryName, downloadOf, innermost, langOf } from '../catalogue/facts.ts';
import { WorkFacts } from '../catalogue/WorkFacts.tsx';
import { DownloadPanel } from '../download/DownloadPanel.tsx';
import { useListState } from '../catalogue/list-state.ts';
import { useUnfinishedDownloads } from '../download/downloads.ts';
import { Quarters } from '../stats/Quarters.tsx';
import { FollowThis } from '../../follows/model.ts';
import { Reviews } from '../../reviews/model.ts';
import { PageOfBooks } from '../WithBooks.tsx';

const BACK = '/lire/catalogue';

/** Neither this device nor the server knows the work, or there is no network to ask. */
function Missing({ code }: { code: string | null }) {
  const t = useT();
  return (
    <Page title={t('books.one')} back={BACK}>
      <EmptyState
        icon="read"
        title={t('catalogue.missing')}
        action={<LinkButton to="/lire/catalogue">{t('catalogue.title')}</LinkButton>}
      >
        {code === null ? t('catalogue.missing.text') : errorText({ code })}
      </EmptyState>
    </Page>
  );
}

/** How many categories of a work its page offers to follow. */
const MOST_CATEGORIES = 3;
/**
 * Buttons to follow the authors and the categories of a work. Its authors are known from its details; without them,
 * only an author whose name stands alone in the row, since a comma may also be part of a name.
 */
function FollowWork({ work, detail }: { work: Work; detail: WorkDetail | null }) {
  const language = useLanguage();
  const authors = detail ? authorsOf(detail.contributors) : work.authors.includes(',') ? [] : [work.authors];
  return (
    <div className="flex flex-wrap gap-2">
      {authors.slice(0, NAMED_AUTHORS).map((name) => (
        <FollowThis key={name} of={{ kind: 'author', key: name, name: '' }} name={name} />
      ))}
      {innermost(work.categories.split(' ').filter(Boolean))
        .slice(0, MOST_CATEGORIES)
        .map((key) => (
          <FollowThis key={key} of={{ kind: 'category', key, name: '' }} name={categoryName(language, key)} />
        ))}
    </div>
  );
}
function One({ id }: { id: string }) {
  const t = useT();
  useUnfinishedDownloads();
  const row = useRow('work', id);
  const { detail, code } = useDetail(id);
  const work = row ?? (detail ? rowOf(detail) : null);
  if (row === undefined || (!work && detail === undefined)) return null;
  if (!work) return <Missing code={code} />;
  const lang = langOf(work);
  return (
    <Page title={work.title} back={BACK}>
      <div className="flex gap-4">
        <Cover work={work} size="page" />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          {detail?.subtitle && (
            <p lang={lang} dir="auto">
              {typeset(detail.subtitle)}
            </p>
          )}
          <p className="text-soft" dir="auto">
            {work.authors}
          </p>
        </div>
      </div>
      <DownloadPanel of={downloadOf(work)} />
      <Quarters work={work.id} />
      {detail && detail.description !== '' && (
        <section aria-label={t('catalogue.description')} lang={lang} dir="auto" className="flex flex-col gap-2">
          {detail.description.split('\n').map((line, i) => line.trim() !== '' && <p key={i}>{typeset(line)}</p>)}
        </section>
      )}
      {!detail && code !== null && <Notice icon="offline">{t('catalogue.noDetail')}</Notice>}
      <WorkFacts work={work} detail={detail ?? null} />
      <FollowWork work={work} detail={detail ?? null} />
      <LinkButton variant="quiet" icon="people" block to="/lire/clubs" search={{ livre: work.id }}>
        {t('catalogue.clubs')}
      </LinkButton>
      <Reviews work={work} />
    </Page>
  );
}

/** A work of the catalogue: what it is, its size, and the way to have it on this device. */
export function WorkPage() {
  const { id } = useParams({ from: '/lire/catalogue/$id' });
  return (
    <PageOfBooks>
      <One key={id} id={id} />
    </PageOfBooks>
  );
}

/** On a wide screen, shows the first work of the list until the member chooses one. */
export function FirstWork() {
  const first = useListState((s) => s.first);
  return <PageOfBooks>{first !== null && <One key={first} id={first} />}</PageOfBooks>;
}
