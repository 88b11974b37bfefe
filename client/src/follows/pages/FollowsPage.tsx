import { useState } from 'react';
import type { Follow } from '@egoejo/shared/follows/model.ts';
import { categoryName, PageOfBooks } from '../../books/model.ts';
import { useLanguage, useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { FollowThis } from '../components/FollowThis.tsx';
import { NewestList } from '../list/NewestList.tsx';
import { useFollows, useNewest } from '../list/queries.ts';

const kinds = { author: 'follows.author', category: 'follows.category', member: 'follows.member' } as const;

const wordOf = ({ of }: Follow): string => `${of.kind} ${of.name || of.key}`;
const byKindAndName = (a: Follow, b: Follow) => wordOf(a).localeCompare(wordOf(b));

function Followed({ follow: { of } }: { follow: Follow }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-3">
      <span className="text-tiny text-soft">{t(kinds[of.kind])}</span>
      <FollowThis of={of} name={of.name || (of.kind === 'category' ? categoryName(language, of.key) : of.key)} />
    </li>
  );
}

function Follows() {
  const t = useT();
  const follows = useFollows();
  const newest = useNewest(follows);
  const [seen, setSeen] = useState<readonly Follow[]>([]);
  const missing = (follows ?? []).filter((f) => !seen.some((s) => s.id === f.id)).toSorted(byKindAndName);
  if (missing.length > 0) setSeen([...seen, ...missing]);
  if (!follows || !newest)
    return (
      <Page title={t('follows.title')} back="/lire">
        {null}
      </Page>
    );
  return (
    <Page title={t('follows.title')} back="/lire">
      {seen.length === 0 ? (
        <EmptyState
          icon="bell"
          title={t('follows.empty')}
          action={<LinkButton to="/lire/catalogue">{t('reading.catalogue')}</LinkButton>}
        >
          {t('follows.empty.text')}
        </EmptyState>
      ) : (
        <>
          <Section title={t('follows.newest')}>
            {newest.length > 0 ? (
              <NewestList newest={newest} />
            ) : (
              <p>{t(follows.length > 0 ? 'follows.nothing' : 'follows.empty.text')}</p>
            )}
          </Section>
          <Section title={t('follows.list')}>
            <CardList label={t('follows.list')}>
              {seen.map((follow) => (
                <Followed key={follow.id} follow={follow} />
              ))}
            </CardList>
            <p className="text-small text-soft">{t('follows.private')}</p>
          </Section>
        </>
      )}
    </Page>
  );
}

/**
 * What the member follows, and the newest works, texts and tracks of it on this device. What they stop following stays
 * in the list until they leave the page, so that they can take it back.
 */
export const FollowsPage = () => (
  <PageOfBooks>
    <Follows />
  </PageOfBooks>
);
