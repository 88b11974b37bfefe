import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId, type ShowId } from '@egoejo/shared/platform/ids.ts';
import type { Show } from '@egoejo/shared/shows/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { CheckboxGroup } from '../../ui/forms/choices.tsx';
import { Form } from '../../ui/forms/Form.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { ChooseFile } from '../../uploads/model.ts';
import { readShows } from '../import.ts';
import { unknownOf, type Listed } from '../list.ts';

/** What a file lists: the shows that the member has not added yet, and how many they have. */
interface Found {
  fresh: readonly Listed[];
  known: number;
}

/** The shows of a file, those that are to be added chosen among them. */
function Choose({ found, onDone }: { found: Found; onDone: () => void }) {
  const t = useT();
  const [feeds, setFeeds] = useState<readonly string[]>(found.fresh.map(({ feed }) => feed));
  const [busy, setBusy] = useState(false);
  const { queue, failed } = useQueueing({ several: true });
  const options = found.fresh.map(({ feed, title }) => ({ value: feed, label: title, hint: new URL(feed).hostname }));
  useDirtyForm(feeds.length > 0);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const chosen = found.fresh.filter(({ feed }) => feeds.includes(feed));
    let n = 0;
    for (const { feed, title } of chosen) {
      const args = { id: newId<ShowId>(), feed, visibility: 'private', community: null } as const;
      if ((await queue('show.add', args, title)) === null) break;
      n += 1;
    }
    setBusy(false);
    setFeeds(chosen.slice(n).map(({ feed }) => feed));
    if (n > 0) toast(t('shows.import.done', { n }), 'wait');
    if (n === chosen.length) onDone();
  };
  return (
    <Form onSend={send}>
      {found.known > 0 && <p className="text-small text-soft">{t('shows.import.known', { n: found.known })}</p>}
      {found.fresh.length > 0 && (
        <>
          <CheckboxGroup label={t('shows.import.which')} values={feeds} options={options} onValues={setFeeds} />
          <Notice icon="lock">{t('shows.import.private')}</Notice>
          {failed !== null && <ErrorNote what={errorText(failed)} />}
          <Button type="submit" block icon="plus" busy={busy} disabled={feeds.length === 0}>
            {t('shows.import.do', { n: feeds.length })}
          </Button>
        </>
      )}
    </Form>
  );
}

/** Adds the shows that another podcast app lists in a file, also without a network. */
export function ImportShows({ shows }: { shows: readonly Show[] }) {
  const t = useT();
  const go = useNavigate();
  const me = useMember()?.member ?? null;
  const [found, setFound] = useState<Found | 'none' | null>(null);
  const take = async (file: File) => {
    const listed = await readShows(file);
    if (!listed || listed.length === 0) return setFound('none');
    const fresh = unknownOf(listed, shows, me);
    setFound({ fresh, known: listed.length - fresh.length });
  };
  return (
    <Section title={t('shows.import')}>
      <p className="text-small text-soft">{t('shows.import.text')}</p>
      <ChooseFile
        icon="upload"
        label={t('shows.import.choose')}
        accept=".opml,.xml,text/x-opml,text/xml,application/xml"
        block
        onFile={(file) => void take(file)}
      />
      <div role="status" className="empty:hidden">
        {found === 'none' && (
          <Notice icon="warning" tone="grain">
            {t('shows.import.none')}
          </Notice>
        )}
      </div>
      {found !== null && found !== 'none' && (
        <Choose
          key={found.fresh.map(({ feed }) => feed).join(' ')}
          found={found}
          onDone={() => void go({ to: '/ecouter/emissions', replace: true })}
        />
      )}
    </Section>
  );
}
