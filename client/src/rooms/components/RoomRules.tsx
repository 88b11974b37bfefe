import { useState, type SubmitEvent } from 'react';
import type { Room } from '@egoejo/shared/rooms/model.ts';
import { distinctWords, KEEP, MOST_WORDS, SLOW, WORD_LENGTH } from '@egoejo/shared/rooms/rules.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { day } from '../../i18n/when.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { daysOf, rulesOf, timeOf } from '../rules.ts';

/** From when on old messages are erased, if that is still to come; else null. */
function useErasure(room: Room): string | null {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { keep, keepFrom } = rulesOf(room);
  const from = keepFrom === null ? 0 : Date.parse(keepFrom);
  if (keep === null || from <= now) return null;
  return t('rooms.rules.keep.from', { day: day(locale, from), time: daysOf(locale, keep) });
}
/** Tells everybody in a room that its old messages are going to be erased. */
export function ErasureNotice({ room }: { room: Room }) {
  const said = useErasure(room);
  return (
    said && (
      <div className="py-2">
        <Notice icon="clock">{said}</Notice>
      </div>
    )
  );
}

/** The rules that hold in a room, for everybody in it. */
function Holding({ room }: { room: Room }) {
  const t = useT();
  const locale = useLocale();
  const { slow, words, keep } = rulesOf(room);
  const coming = useErasure(room);
  const said = [
    ...(slow > 0 ? [t('rooms.rules.slow.holds', { time: timeOf(locale, slow) })] : []),
    ...(words.length > 0 ? [t('rooms.rules.words.holds', { words: words.join(', ') })] : []),
    ...(keep === null ? [] : [coming ?? t('rooms.rules.keep.holds', { time: daysOf(locale, keep) })]),
  ];
  if (said.length === 0)
    return (
      <p className="text-small text-soft">
        {t(room.community === null ? 'rooms.rules.none.direct' : 'rooms.rules.none')}
      </p>
    );
  return (
    <ul className="flex flex-col gap-1 text-small">
      {said.map((rule) => (
        <li key={rule} className="break-words">
          {rule}
        </li>
      ))}
    </ul>
  );
}

const wordsIn = (text: string): string[] => distinctWords(text.split(/[\n,]/).map((word) => word.trim()));

/** Changes the rules. Of a direct conversation only how long it keeps messages. */
function RulesForm({ room, onDone }: { room: Room; onDone: () => void }) {
  const t = useT();
  const locale = useLocale();
  const rules = rulesOf(room);
  const [slow, setSlow] = useState(String(rules.slow));
  const [text, setText] = useState(rules.words.join('\n'));
  const [keep, setKeep] = useState(String(rules.keep));
  const { queue, busy, failed } = useQueueing();
  const direct = room.community === null;
  const words = wordsIn(text);
  const bad = words.length > MOST_WORDS || words.some((word) => word.length > WORD_LENGTH);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (bad) return;
    // Only what changed: others may have changed the rest meanwhile.
    const changed = {
      ...(slow !== String(rules.slow) && { slow: SLOW.find((s) => String(s) === slow) ?? 0 }),
      ...(words.join() !== rules.words.join() && { words }),
      ...(keep !== String(rules.keep) && { keep: KEEP.find((days) => String(days) === keep) ?? null }),
    };
    if (Object.keys(changed).length === 0) {
      onDone();
      return;
    }
    const key = await queue('room.rules', { room: room.id, ...changed }, room.title);
    if (key === null) return;
    toastAct(key);
    onDone();
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={(event) => void save(event)}>
      {!direct && (
        <>
          <Select
            label={t('rooms.rules.slow')}
            hint={t('rooms.rules.slow.hint')}
            value={slow}
            onValue={setSlow}
            options={SLOW.map((s) => ({
              value: String(s),
              label: s === 0 ? t('rooms.rules.slow.no') : timeOf(locale, s),
            }))}
          />
          <TextArea
            label={t('rooms.rules.words')}
            hint={t('rooms.rules.words.hint')}
            error={bad ? t('rooms.rules.words.bad', { most: MOST_WORDS, length: WORD_LENGTH }) : undefined}
            value={text}
            onValue={setText}
            rows={3}
          />
        </>
      )}
      <Select
        label={t('rooms.rules.keep')}
        hint={t('rooms.rules.keep.hint')}
        value={keep}
        onValue={setKeep}
        options={[
          { value: 'null', label: t('rooms.rules.keep.ever') },
          ...KEEP.map((days) => ({ value: String(days), label: daysOf(locale, days) })),
        ]}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button type="submit" block busy={busy} disabled={bad}>
        {t('rooms.save')}
      </Button>
    </form>
  );
}

/** The rules of a room, and for those who may, the way to change them. */
export function RoomRules({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const t = useT();
  const [changing, setChanging] = useState(false);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-small font-strong">{t('rooms.rules')}</h3>
      {changing ? <RulesForm room={room} onDone={() => setChanging(false)} /> : <Holding room={room} />}
      {mayChange && !changing && (
        <div>
          <Button variant="quiet" icon="edit" onClick={() => setChanging(true)}>
            {t('rooms.rules.change')}
          </Button>
        </div>
      )}
    </section>
  );
}
