import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useQueueShown } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useWide } from '../../platform/device/wide.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { MyShelf, type OnShelf } from '../components/MyShelf.tsx';
import { ReadableRow, TextLink } from '../components/ReadableRow.tsx';
import { ReadingPlaces, type ReadingPlace } from '../components/ReadingPlaces.tsx';
import { ReadOn } from '../components/ReadOn.tsx';
import { StoryShelf } from '../components/StoryShelf.tsx';
import { isAway, useReadables, type Readable } from '../queries.ts';
import { useWrites } from '../rights.ts';
import { inOrder, shelvedText, textsOfShelf } from '../shelf.ts';
import { percentOf } from '../sitting/position.ts';

const textOnShelf = (readable: Readable): OnShelf => ({
  ...shelvedText(readable),
  line: () => <ReadableRow readable={readable} opening={false} />,
  on: () => (
    <ReadOn title={<TextLink readable={readable} />} by={readable.item?.site ?? ''} percent={percentOf(readable.at)} />
  ),
});

/** The pages that Lire leads to. */
function usePlaces(): ReadingPlace[] {
  const t = useT();
  const member = useMember() !== null;
  return [
    { to: '/lire/catalogue', icon: 'search', label: t('reading.catalogue'), hint: t('reading.catalogue.hint') },
    { to: '/livres/{-$id}', icon: 'list', label: t('reading.books'), hint: t('reading.books.hint') },
    { to: '/ecouter', icon: 'sound', label: t('reading.listen'), hint: t('reading.listen.hint') },
    { to: '/lire/clubs', icon: 'people', label: t('reading.clubs'), hint: t('reading.clubs.hint') },
    { to: '/forum', icon: 'text', label: t('reading.forum'), hint: t('reading.forum.hint') },
    { to: '/rencontres', icon: 'calendar', label: t('reading.meetings'), hint: t('reading.meetings.hint') },
    ...(member
      ? [
          { to: '/lire/suivis', icon: 'bell', label: t('follows.title'), hint: t('follows.hint') } as const,
          {
            to: '/lire/defis/{-$id}',
            icon: 'chart',
            label: t('reading.challenges'),
            hint: t('reading.challenges.hint'),
          } as const,
          {
            to: '/lire/manuscrits/{-$id}',
            icon: 'edit',
            label: t('reading.manuscripts'),
            hint: t('reading.manuscripts.hint'),
          } as const,
          { to: '/lire/badges', icon: 'leaf', label: t('badges.title'), hint: t('badges.hint') } as const,
        ]
      : []),
  ];
}

/** The stories that everybody may read, and what reading them harvests. */
function Stories({ shelf }: { shelf: readonly Readable[] }) {
  const t = useT();
  const who = useMember();
  const grains = useFlag('ENABLE_SAKA');
  return (
    <Section title={t('reading.stories')}>
      {who !== null && grains && (
        <Notice icon="grain" tone="grain">
          {t('reading.stories.harvest')}
        </Notice>
      )}
      <StoryShelf shelf={shelf} />
    </Section>
  );
}

/** The page’s parts: below each other on a phone, in two columns on wide screens. */
function Parts({ own, around }: { own: ReactNode; around: ReactNode }) {
  const column = 'flex min-w-0 flex-col gap-3';
  // One tree for both: a half-filled form stays when the device is turned.
  return (
    <div className={useWide() ? 'grid grid-cols-[3fr_2fr] items-start gap-6' : column}>
      <div className={column}>{own}</div>
      <div className={column}>{around}</div>
    </div>
  );
}

/**
 * The page Lire: the text or book that the member was reading, their shelf, links to other pages, and the stories.
 * `books`: those of this device; undefined while they are being read, null when their code could not be fetched.
 * `addBook` opens a book from a file.
 */
export function ReadPage({ books, addBook }: { books: readonly OnShelf[] | null | undefined; addBook: ReactNode }) {
  const t = useT();
  const who = useMember();
  const writes = useWrites(who?.member);
  const all = useReadables();
  const places = usePlaces();
  // Queued acts must be read first: a text that was added without a network exists only in one of them.
  const queueShown = useQueueShown();
  const { liste } = useSearch({ from: '/lire' });
  const shelf = useMemo(
    () =>
      all && queueShown && books !== undefined
        ? inOrder([...textsOfShelf(all).map(textOnShelf), ...(books ?? [])])
        : undefined,
    [all, queueShown, books],
  );
  const begun = shelf?.find(({ stage }) => stage === 'reading');
  return (
    <Page
      title={t('reading.title')}
      wide={useWide()}
      actions={
        writes && (
          <LinkButton variant="quiet" icon="edit" to="/lire/ecrire">
            {t('reading.write')}
          </LinkButton>
        )
      }
    >
      {all && shelf && (
        <Parts
          own={
            <>
              {begun?.on()}
              <MyShelf
                all={shelf}
                first={liste === 'file' ? 'toRead' : 'all'}
                away={all.queue.some(isAway)}
                later={books === null}
                addBook={addBook}
              />
            </>
          }
          around={
            <>
              <ReadingPlaces label={t('reading.places')} places={places} />
              <Stories shelf={all.shelf} />
            </>
          }
        />
      )}
    </Page>
  );
}
