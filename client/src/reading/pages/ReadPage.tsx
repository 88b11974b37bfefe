import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useQueueShown } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useWide } from '../../platform/device/wide.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { TabsOrColumns } from '../../ui/layout/TabsOrColumns.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useReadables } from '../queries.ts';
import { useWrites } from '../rights.ts';
import { ReadingQueue } from '../components/ReadingQueue.tsx';
import { StoryShelf } from '../components/StoryShelf.tsx';

type Shelf = 'queue' | 'books' | 'shelf';

/**
 * What there is to read: the member's own queue, the books of this device, and the shelf of stories that harvest
 * grains. `on`: where to read on; `books`: the books.
 */
export function ReadPage({ on, books }: { on: ReactNode; books: ReactNode }) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const who = useMember();
  const writes = useWrites(who?.member);
  const all = useReadables();
  const queueShown = useQueueShown();
  const { liste } = useSearch({ from: '/lire' });
  const [chosen, setTab] = useState<Shelf | null>(who !== null && liste === 'file' ? 'queue' : null);
  // Chosen once, so that a text added later does not change the list under the finger. The queued acts must be read
  // first: a text that was just added without a network is in the queue only through such an act.
  if (chosen === null && all && queueShown) setTab(who !== null && all.queue.length > 0 ? 'queue' : 'shelf');
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
      {on}
      <LinkButton variant="quiet" icon="search" to="/lire/catalogue" className="self-start">
        {t('reading.catalogue')}
      </LinkButton>
      {all && (
        <TabsOrColumns
          label={t('reading.title')}
          value={chosen ?? 'shelf'}
          onValue={setTab}
          parts={[
            {
              value: 'queue',
              label: t('reading.queue'),
              content: <ReadingQueue queue={all.queue} onShelf={() => setTab('shelf')} />,
            },
            { value: 'books', label: t('reading.books'), content: books },
            {
              value: 'shelf',
              label: t('reading.shelf'),
              content: (
                <>
                  {who !== null && grains && (
                    <Notice icon="grain" tone="grain">
                      {t('reading.shelf.harvest')}
                    </Notice>
                  )}
                  <StoryShelf shelf={all.shelf} />
                </>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
