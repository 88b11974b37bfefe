import { useState, type ChangeEvent } from 'react';
import type { BookImport } from '@egoejo/shared/catalogue/model.ts';
import { RefusedAct } from '../../../activity/model.ts';
import { useChosen } from '../../../communities/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { useActs } from '../../../sync/api/acts/activity.ts';
import { useRows } from '../../../sync/api/rows/live.ts';
import { CardList } from '../../../ui/cards/Card.tsx';
import { EmptyState, ErrorNote } from '../../../ui/feedback/feedback.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { addBooks, type NotAdded } from './add-books.ts';
import { ImportLine } from './ImportLine.tsx';
import { EVERYBODY, useImportPlaces, type Place } from './places.ts';

/** As many imports are shown at first; older ones are folded away. */
const SHOWN = 20;

/** Chooses whom the works will be for, and files. */
function ChooseFiles({ places, first }: { places: readonly { id: Place; name: string }[]; first: Place }) {
  const t = useT();
  const [place, setPlace] = useState(first);
  const [busy, setBusy] = useState(false);
  const [not, setNot] = useState<readonly NotAdded[]>([]);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    if (files.length === 0) return;
    setBusy(true);
    try {
      const left = await addBooks(files, place === EVERYBODY ? null : place);
      setNot(left);
      const n = files.length - left.length;
      if (n > 0) toast(t('administration.books.queued', { n }), 'wait');
    } finally {
      setBusy(false);
      target.value = '';
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('administration.books.for')}
        value={place}
        onValue={setPlace}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 self-start rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
        <Icon name="upload" className="size-5" />
        {t(busy ? 'administration.books.reading' : 'administration.books.choose')}
        <input
          type="file"
          multiple
          accept=".epub,application/epub+zip"
          className="sr-only"
          disabled={busy}
          onChange={(e) => void take(e)}
        />
      </label>
      {not.length > 0 && (
        <>
          <ErrorNote what={t('administration.books.not')} />
          <ul className="flex flex-col gap-1 text-small">
            {not.map(({ name, why }, i) => (
              <li key={i} className="break-words">
                <span dir="auto">{name}</span> · {errorText(why)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Imports({ imports, names }: { imports: readonly BookImport[]; names: ReadonlyMap<string, string> }) {
  const t = useT();
  if (imports.length === 0)
    return (
      <EmptyState icon="read" title={t('administration.books.none')}>
        {t('administration.books.none.text')}
      </EmptyState>
    );
  const older = imports.slice(SHOWN);
  const line = (one: BookImport) => (
    <ImportLine key={one.id} one={one} place={names.get(one.community ?? '') ?? null} />
  );
  return (
    <Section title={t('administration.books.list')}>
      <CardList label={t('administration.books.list')}>{imports.slice(0, SHOWN).map(line)}</CardList>
      {older.length > 0 && (
        <details className="rounded-card border border-line bg-surface px-3.5">
          <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
            {t('administration.books.older', { n: older.length })}
          </summary>
          <ul className="divide-y divide-line">{older.map(line)}</ul>
        </details>
      )}
    </Section>
  );
}

/** Books are added to the catalogue, by administrators for everybody and by animators for their communities (B2). */
export function BooksPart() {
  const t = useT();
  const places = useImportPlaces();
  const chosen = useChosen(useRows('community') ?? []);
  const imports = useRows('bookImport')?.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const names = new Map<string, string>(useRows('community')?.map((c) => [c.id, c.name]));
  const refused = useActs().filter(
    ({ name, here, dismissed, verdict }) =>
      name === 'catalogue.import' && here && !dismissed && verdict?.status === 'rejected',
  );
  if (places === undefined || imports === undefined) return null;
  const first = places.find(({ id }) => id === EVERYBODY || id === chosen?.id) ?? places[0];
  if (!first && imports.length === 0)
    return (
      <EmptyState icon="lock" title={t('administration.books.closed.title')}>
        {t('administration.books.closed.text')}
      </EmptyState>
    );
  return (
    <>
      <p className="text-small text-soft">{t('administration.books.hint')}</p>
      {first && <ChooseFiles places={places} first={first.id} />}
      {refused.map((act) => (
        <RefusedAct key={act.key} act={act} />
      ))}
      <Imports imports={imports} names={names} />
    </>
  );
}
