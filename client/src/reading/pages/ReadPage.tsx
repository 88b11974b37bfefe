import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Page } from '../../ui/Page.tsx';
import { useReadables } from '../queries.ts';
import { ReadingQueue } from '../components/ReadingQueue.tsx';
import { StoryShelf } from '../components/StoryShelf.tsx';

type Shelf = 'queue' | 'shelf';

/** The texts to read: the member's own queue, and the shelf of stories that harvest grains. */
export function ReadPage() {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const who = useMember();
  const writes = useRow('profile', who?.member)?.roles.includes('author') ?? false;
  const all = useReadables();
  const [chosen, setTab] = useState<Shelf | null>(null);
  const tab = chosen ?? (who !== null && all && all.queue.length > 0 ? 'queue' : 'shelf');
  return (
    <Page
      title={t('reading.title')}
      actions={
        writes && (
          <LinkButton variant="quiet" icon="edit" to="/lire/ecrire">
            {t('reading.write')}
          </LinkButton>
        )
      }
    >
      {all && (
        <Tabs
          label={t('reading.title')}
          value={tab}
          onValue={setTab}
          tabs={[
            { value: 'queue', label: t('reading.queue') },
            { value: 'shelf', label: t('reading.shelf') },
          ]}
        >
          {tab === 'shelf' && who !== null && grains && (
            <Notice icon="grain" tone="grain">
              {t('reading.shelf.harvest')}
            </Notice>
          )}
          {tab === 'queue' ? (
            <ReadingQueue queue={all.queue} onShelf={() => setTab('shelf')} />
          ) : (
            <StoryShelf shelf={all.shelf} />
          )}
        </Tabs>
      )}
    </Page>
  );
}
