import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { isPairId, PURPOSE_LENGTH, type Room, type RoomMember } from '@egoejo/shared/rooms/model.ts';
import { toastAct } from '../../activity/model.ts';
import { BlockButton } from '../../blocks/model.ts';
import { useTends } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { NETWORK } from '../../platform/network/api.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Switch } from '../../ui/forms/Switch.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { saveTalk } from '../export.ts';
import type { Names } from '../names.ts';
import { RoomRules } from './RoomRules.tsx';

/** Lets the member who opened the room, and animators of its community, rename it, say what it is for, or close it. */
function Tend({ room, onDone }: { room: Room; onDone: () => void }) {
  const t = useT();
  const [form, setForm] = useState<{ title: string; purpose: string } | null>(null);
  const { queue, busy, failed } = useQueueing();
  const change = async (what: Partial<Pick<Room, 'title' | 'purpose' | 'closed'>>) => {
    const { id, title, purpose, closed } = room;
    const key = await queue('room.edit', { room: id, title, purpose, closed, ...what }, title);
    if (key === null) return;
    toastAct(key);
    onDone();
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (form) void change({ title: form.title.trim(), purpose: form.purpose.trim() });
  };
  return (
    <>
      {form === null ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="quiet" icon="edit" onClick={() => setForm({ title: room.title, purpose: room.purpose })}>
            {t('rooms.change.room')}
          </Button>
          <Button variant="quiet" icon="lock" busy={busy} onClick={() => void change({ closed: !room.closed })}>
            {t(room.closed ? 'rooms.reopen' : 'rooms.close')}
          </Button>
        </div>
      ) : (
        <form className="flex flex-col gap-3" onSubmit={save}>
          <RoomFields {...form} onChange={setForm} />
          <Button type="submit" block busy={busy} disabled={!isVisible(form.title)}>
            {t('rooms.save')}
          </Button>
        </form>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/** The name of a room, and what it is for. */
export function RoomFields({
  title,
  purpose,
  onChange,
}: {
  title: string;
  purpose: string;
  onChange: (form: { title: string; purpose: string }) => void;
}) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('rooms.title')}
        value={title}
        onValue={(value) => onChange({ title: value, purpose })}
        maxLength={TEXT.title}
        required
      />
      <TextArea
        label={t('rooms.purpose')}
        hint={t('rooms.purpose.hint')}
        value={purpose}
        onValue={(value) => onChange({ title, purpose: value })}
        maxLength={PURPOSE_LENGTH}
        rows={3}
      />
    </>
  );
}

function Leave({ room, title }: { room: Room; title: string }) {
  const t = useT();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const { queue } = useQueueing();
  const leave = async () => {
    setAsking(false);
    const key = await queue('room.join', { room: room.id, on: false }, title);
    if (key === null) return;
    toastAct(key);
    void go({ to: '/conversations', replace: true });
  };
  const direct = room.community === null;
  return (
    <>
      <Button variant="grave" icon="door" block onClick={() => setAsking(true)}>
        {t('rooms.leave')}
      </Button>
      <Confirm
        open={asking}
        title={t('rooms.leave.title', { title })}
        text={t(!direct ? 'rooms.leave.text' : isPairId(room.id) ? 'rooms.leave.pair' : 'rooms.leave.direct')}
        doing={t('rooms.leave')}
        onConfirm={() => void leave()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Saves the messages of the room as a file that the server makes. */
function Export({ room }: { room: Room }) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    const done = await saveTalk(room.id, language);
    setBusy(false);
    setWhy(done.ok ? null : done.error.code === NETWORK ? t('rooms.export.offline') : errorText(done.error));
  };
  return (
    <>
      <Button variant="quiet" icon="download" block busy={busy} onClick={() => void save()}>
        {t('rooms.export')}
      </Button>
      {why !== null && <Notice icon="offline">{why}</Notice>}
    </>
  );
}

/** Whether what is said in the room notifies the member. */
function Mute({ room, muted, title }: { room: Room; muted: boolean; title: string }) {
  const t = useT();
  const { queue, busy, failed } = useQueueing({ several: true });
  return (
    <>
      <Switch
        label={t('rooms.mute')}
        hint={t('rooms.mute.hint')}
        checked={muted}
        disabled={busy}
        onValue={(on) => void queue('room.mute', { room: room.id, on }, title)}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/** Who is in a room, what it is for, its rules, whether it is muted, and the way out. */
export function RoomDetails({
  room,
  mine,
  names,
  title,
  me,
  onClose,
}: {
  room: Room;
  mine: RoomMember;
  names: Names;
  title: string;
  me: string;
  onClose: () => void;
}) {
  const t = useT();
  const tends = useTends(room.community);
  const direct = room.community === null;
  const named = (p: Room['people'][number]) => p.name ?? names.people.get(p.id) ?? t('rooms.somebody');
  const other = room.people.find((p) => p.id !== me);
  return (
    <Sheet open onClose={onClose} title={t(direct ? 'rooms.details.direct' : 'rooms.details')}>
      <p className="font-strong break-words">{typeset(title)}</p>
      {room.purpose !== '' && <p className="max-w-prose whitespace-pre-line">{typeset(room.purpose)}</p>}
      {direct ? (
        <div>
          <h3 className="text-small font-strong">{t('rooms.people')}</h3>
          <ul className="text-small">
            {room.people.map((p) => (
              <li key={p.id} className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line">
                <span className="flex-1">{p.id === me ? t('rooms.people.you', { name: named(p) }) : named(p)}</span>
                {p.id !== me && room.people.length > 2 && (
                  <LinkButton variant="plain" icon="talk" to="/conversations/ecrire" search={{ a: p.id }}>
                    {t('rooms.write.short')}
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="text-small text-soft">{t('rooms.members', { n: room.members })}</p>
      )}
      {!direct && (tends || room.author === me) && <Tend room={room} onDone={onClose} />}
      <RoomRules room={room} mayChange={direct || tends || room.author === me} />
      <Mute room={room} muted={mine.muted} title={title} />
      {direct && other && room.people.length === 2 && (
        <BlockButton member={other.id} name={named(other)} onDone={onClose} />
      )}
      {(direct || tends || room.author === me) && <Export room={room} />}
      <Leave room={room} title={title} />
    </Sheet>
  );
}
