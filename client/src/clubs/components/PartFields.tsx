import { useId, useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { MOST_PARTS } from '@egoejo/shared/clubs/model.ts';
import { newId, type TopicId } from '@egoejo/shared/platform/ids.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { box, Field } from '../../ui/forms/Field.tsx';
import { localTime } from '../../ui/forms/local-time.ts';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { equalParts, type PartForm } from '../form.ts';

function DayField({ label, value, onValue }: { label: string; value: string; onValue: (day: string) => void }) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        type="date"
        className={box}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        required
      />
    </Field>
  );
}

/** Makes the calendar at once: so many equal parts, from a day on. Each can be changed afterwards. */
function Calendar({ onParts }: { onParts: (parts: PartForm[]) => void }) {
  const t = useT();
  const now = useNow();
  const [n, setN] = useState('4');
  const [every, setEvery] = useState('7');
  const [chosen, setChosen] = useState<string | null>(null);
  const first = chosen ?? localTime(new Date(now + 7 * 86_400_000).toISOString()).slice(0, 10);
  return (
    <>
      <Select
        label={t('clubs.calendar.n')}
        value={n}
        onValue={setN}
        options={[1, 2, 3, 4, 5, 6, 8, 10, 12].map((x) => ({ value: String(x), label: t('clubs.parts.n', { n: x }) }))}
      />
      <DayField label={t('clubs.calendar.first')} value={first} onValue={setChosen} />
      <Select
        label={t('clubs.calendar.every')}
        value={every}
        onValue={setEvery}
        options={[7, 14, 21, 28].map((x) => ({ value: String(x), label: t('clubs.calendar.weeks', { n: x / 7 }) }))}
      />
      <Button
        variant="quiet"
        block
        disabled={first === ''}
        onClick={() => onParts(equalParts(Number(n), first, Number(every), (i) => t('clubs.part.called', { n: i })))}
      >
        {t('clubs.calendar.make')}
      </Button>
    </>
  );
}

/** The parts of a club: made at once, then each with its title, how far it goes and its day. */
export function PartFields({ parts, onParts }: { parts: readonly PartForm[]; onParts: (parts: PartForm[]) => void }) {
  const t = useT();
  if (parts.length === 0) return <Calendar onParts={onParts} />;
  const put = (id: string, change: Partial<PartForm>) =>
    onParts(parts.map((p) => (p.id === id ? { ...p, ...change } : p)));
  const last = parts.at(-1);
  return (
    <>
      <ol className="flex flex-col gap-4">
        {parts.map((part, i) => (
          <li key={part.id}>
            <fieldset className="flex flex-col gap-2 border-s border-line ps-3">
              <legend className="text-small font-strong">{t('clubs.part.called', { n: i + 1 })}</legend>
              <TextField
                label={t('clubs.part.title')}
                value={part.title}
                onValue={(title) => put(part.id, { title })}
                maxLength={TEXT.title}
                required
              />
              <TextField
                label={t('clubs.part.percent')}
                inputMode="numeric"
                value={part.percent}
                onValue={(percent) => put(part.id, { percent })}
                maxLength={3}
                required
              />
              <DayField label={t('clubs.part.for')} value={part.day} onValue={(day) => put(part.id, { day })} />
              {parts.length > 1 && (
                <div className="flex">
                  <Button variant="plain" onClick={() => onParts(parts.filter((p) => p.id !== part.id))}>
                    {t('clubs.part.remove')}
                  </Button>
                </div>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      {parts.length < MOST_PARTS && (
        <Button
          variant="quiet"
          icon="plus"
          onClick={() =>
            onParts([
              ...parts,
              {
                id: newId<TopicId>(),
                title: t('clubs.part.called', { n: parts.length + 1 }),
                percent: '100',
                day: last?.day ?? '',
              },
            ])
          }
        >
          {t('clubs.part.add')}
        </Button>
      )}
    </>
  );
}
