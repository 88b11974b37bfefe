import type { ReactNode } from 'react';
import type { FoundKind } from '@egoejo/shared/search/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { plainOf } from '../../rooms/markdown/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { excerptOf, likeQuery, marked } from '../marks.ts';
import type { Hit } from '../messages.ts';
import { keyOf } from '../search-index.ts';
import type { ServerSearch } from '../server.ts';

/** What the server found and this device did not. */
export function onlyThere(
  now: ServerSearch,
  here: readonly string[],
  only: FoundKind | null,
  query: string,
): readonly Hit[] {
  if (now.state !== 'ready') return [];
  const known = new Set(here);
  const like = likeQuery(query);
  return now.rows
    .filter(({ kind, id }) => !known.has(keyOf(kind, id)) && (only === null || kind === only))
    .map(({ kind, id, title, note, cover, said }) => ({
      kind,
      id,
      title: marked(title, like),
      excerpt: marked(excerptOf(said ? plainOf(note) : note, like), like),
      ...(cover && { cover }),
      ...(said && { said }),
    }));
}

/** What the server adds to this device's results, or why it does not. `children`: the list of `hits`. */
export function OnServer({
  now,
  hits,
  more,
  again,
  children,
}: {
  now: ServerSearch;
  hits: number;
  more: () => void;
  again: () => void;
  children: ReactNode;
}) {
  const t = useT();
  if (now.state === 'none') return null;
  if (now.state === 'offline') return <Notice icon="offline">{t('search.offline')}</Notice>;
  if (now.state === 'failed')
    return (
      <ErrorNote
        what={t('search.failed')}
        safe={t('search.failed.safe')}
        next={errorText(now.failure)}
        action={
          <Button variant="quiet" onClick={again}>
            {t('ui.retry')}
          </Button>
        }
      />
    );
  if (now.state !== 'ready' || hits === 0)
    return (
      <>
        <p role="status" className="text-tiny text-soft">
          {t(now.state === 'ready' ? 'search.nothingMore' : 'search.asking')}
        </p>
        {now.state === 'ready' && now.next !== null && <MoreButton more={more} />}
      </>
    );
  return (
    <Section title={t(now.next === null ? 'search.more' : 'search.moreAndMore', { n: hits })}>
      {!now.similar && <p className="text-tiny text-soft">{t('search.exact')}</p>}
      {children}
      {now.next !== null && <MoreButton more={more} />}
    </Section>
  );
}

function MoreButton({ more }: { more: () => void }) {
  const t = useT();
  return (
    <Button variant="quiet" block onClick={more}>
      {t('search.next')}
    </Button>
  );
}
