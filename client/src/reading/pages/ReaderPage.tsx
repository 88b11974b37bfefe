import { useNavigate, useParams } from '@tanstack/react-router';
import type { Story } from '@egoejo/shared/reading/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { FollowThis } from '../../follows/model.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { useText } from '../../sync/api/kept/texts.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { useOnce } from '../../ui/actions/use-once.ts';
import { Attribution } from '../components/Attribution.tsx';
import { Fetch } from '../components/Fetch.tsx';
import { ReadHere } from '../components/NotHere.tsx';
import { QueuedText, useQueuedText } from '../components/QueuedText.tsx';
import { Reader } from '../components/Reader.tsx';
import { ReaderSettingsButton } from '../components/ReaderBar.tsx';
import { addLink, removeItem, useReadable, type Readable } from '../queries.ts';
import { useReaderSettings, type ReaderSettings } from '../settings.ts';

/** An article whose text has not come from the server: it is being fetched, or failed with a next step. */
function NotYet({ readable }: { readable: Readable }) {
  const t = useT();
  const go = useNavigate();
  const { item } = readable;
  const again = useOnce(async () => {
    if (!item || item.url === null) return false;
    const removed = await removeItem(item);
    const added = removed.ok ? await addLink(item.url, item.title) : removed;
    if (!added.ok) {
      toast(errorText(added.error), 'clay');
      return false;
    }
    await go({ to: '/lire', search: { liste: 'file' } });
    return true;
  });
  if (!item) return null;
  if (item.state === 'fetching')
    return (
      <Notice icon="wait" tone="wait">
        {t('reading.item.fetching')}
      </Notice>
    );
  return (
    <ErrorNote
      what={t('reading.item.failed')}
      safe={item.error === null ? '' : errorText({ code: item.error })}
      action={
        <div className="flex flex-wrap gap-2">
          {item.url !== null && (
            <Button variant="quiet" onClick={again}>
              {t('ui.retry')}
            </Button>
          )}
          {item.url !== null && (
            <a
              href={item.url}
              target="_blank"
              rel="noreferrer noopener"
              className="inline-flex min-h-11 items-center font-strong text-leaf underline"
            >
              {t('reading.open')}
            </a>
          )}
        </div>
      }
    />
  );
}

function Body({ readable, settings }: { readable: Readable; settings: ReaderSettings }) {
  const t = useT();
  const queued = useQueuedText(readable.id);
  const body = useText(readable.kind, readable.id);
  if (readable.kind === 'item' && readable.item?.state !== 'ready' && !body) return <NotYet readable={readable} />;
  if (body === undefined) return null;
  if (body) return <Reader readable={readable} body={body} settings={settings} />;
  const { story } = readable;
  if (queued !== null) return <QueuedText queued={queued} />;
  if (readable.gone || story?.state === 'withdrawn') return <Notice icon="no">{t('reading.gone')}</Notice>;
  return (
    <>
      {story && <Attribution authors={story.authors} licence={story.licence} source={story.source} />}
      <Fetch readable={readable} />
    </>
  );
}

/** Follows the member who published the text. */
function FollowWriter({ story: { author, authors, state } }: { story: Story }) {
  const who = useMember();
  if (!author || author === who?.member || state === 'withdrawn') return null;
  const name = authors.replace(/^Text: /, '');
  return <FollowThis of={{ kind: 'member', key: author, name }} name={name} />;
}

/** Reading a story or an article, from this device. */
export function ReaderPage() {
  const t = useT();
  const { id } = useParams({ from: '/lire/$id' });
  const readable = useReadable(id);
  const queued = useQueuedText(id);
  const offline = useOffline();
  const [settings, setSettings] = useReaderSettings();
  if (readable === undefined)
    return (
      <Page title={t('reading.one')} back="/lire">
        {null}
      </Page>
    );
  if (readable === null && queued !== null)
    return (
      <Page title={queued.title} back="/lire" small>
        <WaitingAct e="story" id={id} />
        <QueuedText queued={queued} />
      </Page>
    );
  if (readable === null) {
    return (
      <Page title={t('reading.one')} back="/lire">
        <EmptyState
          icon="read"
          title={t('reading.missing')}
          action={<LinkButton to="/lire">{t('reading.missing.go')}</LinkButton>}
        >
          {t('reading.missing.text')}
        </EmptyState>
        {offline && <ReadHere />}
      </Page>
    );
  }
  return (
    <Page
      title={readable.title}
      back="/lire"
      small
      actions={<ReaderSettingsButton settings={settings} onSettings={setSettings} />}
    >
      {readable.story && <Sanctioned subject={readable.story.id} />}
      <Body readable={readable} settings={settings} />
      {readable.story && (
        <>
          <WaitingAct e="story" id={readable.story.id} />
          <FollowWriter story={readable.story} />
          {readable.pending === null && readable.story.state !== 'withdrawn' && (
            <ReportButton
              kind="story"
              subject={readable.story.id}
              author={readable.story.author ?? null}
              title={readable.title}
            />
          )}
        </>
      )}
    </Page>
  );
}
