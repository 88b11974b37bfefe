import { useState } from 'react';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { newId, type PlaylistId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { PLAYLIST_TEXT, type Playlist, type PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Form } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { additions } from '../list.ts';
import { useChangeable, useItems, usePresent } from '../queries.ts';

/** A playlist that can be chosen, with how many of the tracks it has. */
function Choice({
  list,
  present,
  all,
  onChoose,
}: {
  list: Playlist;
  present: number;
  all: number;
  onChoose: (items: readonly PlaylistItem[]) => void;
}) {
  const t = useT();
  const items = useItems(list.id);
  return (
    <li>
      <button
        type="button"
        className="flex min-h-13 w-full items-center gap-3 py-2 text-start"
        onClick={() => items && onChoose(items)}
      >
        <Icon name={present === all ? 'ok' : 'plus'} className="size-5 flex-none text-leaf" />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 leading-tight font-strong" dir="auto">
            {typeset(list.title)}
          </span>
          {present > 0 && (
            <span className="block text-tiny text-soft">
              {present === all ? t('playlists.add.all') : t('playlists.add.some', { n: present, all })}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

type Tracks = readonly { id: TrackId }[];

function Choices({ tracks, onDone }: { tracks: Tracks; onDone: (key: MutationKey) => void }) {
  const t = useT();
  const lists = useChangeable();
  const ids = tracks.map(({ id }) => id);
  const present = usePresent(lists ?? [], ids);
  const [title, setTitle] = useState('');
  const [there, setThere] = useState<string | null>(null);
  const { queue, busy, failed } = useQueueing({ several: true });
  if (!lists || !present) return null;
  const add = async (playlist: PlaylistId, name: string, items: readonly PlaylistItem[]) => {
    let last: MutationKey | null = null;
    for (const added of additions(playlist, items, ids)) {
      last = await queue('playlist.add', { playlist, items: added }, name);
      if (last === null) return;
    }
    if (last === null) setThere(name);
    else onDone(last);
  };
  const make = async () => {
    const [id, name] = [newId<PlaylistId>(), title.trim()];
    if ((await queue('playlist.make', { id, title: name, text: '' }, name)) === null) return;
    setTitle('');
    await add(id, name, []);
  };
  return (
    <>
      <div role="status" className="empty:hidden">
        {there !== null && <Notice icon="ok">{t('playlists.add.nothing', { title: there })}</Notice>}
      </div>
      {lists.length > 0 && (
        <CardList label={t('playlists.add.lists')}>
          {lists.map((list) => (
            <Choice
              key={list.id}
              list={list}
              present={present.get(list.id) ?? 0}
              all={ids.length}
              onChoose={(items) => void add(list.id, list.title, items)}
            />
          ))}
        </CardList>
      )}
      <Form onSend={make}>
        <TextField
          label={t('playlists.add.new')}
          value={title}
          maxLength={PLAYLIST_TEXT.title}
          required
          onValue={setTitle}
        />
        <Button type="submit" variant="quiet" icon="plus" block busy={busy} disabled={!isVisible(title)}>
          {t('playlists.add.new.do')}
        </Button>
      </Form>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/** Adds tracks to a playlist that the member may change, or to a new one, also without a network. */
export function AddToList({ tracks, onClose }: { tracks: Tracks; onClose: () => void }) {
  const t = useT();
  return (
    <Sheet open onClose={onClose} title={t('playlists.add')}>
      <Choices
        tracks={tracks}
        onDone={(key) => {
          onClose();
          toastAct(key);
        }}
      />
    </Sheet>
  );
}
