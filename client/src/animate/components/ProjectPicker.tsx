import { useState } from 'react';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { amount } from '../../i18n/when.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import type { Candidate } from '../poll-form.ts';
import { useCandidates } from '../queries.ts';

/** How many projects are shown at once; the search finds the others. */
const SHOWN = 30;

interface PickerProps {
  /** '': all communities. */
  community: string;
  /** The projects chosen; where only one may be, they are left out. */
  chosen: ReadonlySet<string>;
  onChoose: (projects: readonly Candidate[]) => void;
  /** Several may be chosen: called for one that is chosen no more. */
  onDrop?: (project: string) => void;
}

/** A sheet to choose one or several live projects of a community, found by their titles among those on this device. */
export function ProjectPicker({
  open,
  onClose,
  title,
  ...picker
}: PickerProps & { open: boolean; onClose: () => void; title: string }) {
  const t = useT();
  return (
    <Sheet open={open} onClose={onClose} title={title}>
      <Found {...picker} />
      {picker.onDrop && (
        <Button block onClick={onClose}>
          {t('animate.poll.pick.done')}
        </Button>
      )}
    </Sheet>
  );
}

function Found({ community, chosen, onChoose, onDrop }: PickerProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const candidates = useCandidates(community);
  const words = fold(query).split(/\s+/);
  const found = candidates.filter((c) => words.every((w) => fold(c.title).includes(w)));
  const further = onDrop ? found.filter((c) => !chosen.has(c.id)) : [];
  return (
    <>
      <SearchField label={t('animate.poll.pick.search')} value={query} onValue={setQuery} />
      {further.length > 1 && (
        <Button variant="quiet" icon="plus" onClick={() => onChoose(further)}>
          {t('animate.poll.pick.all', { n: further.length })}
        </Button>
      )}
      <ul className="divide-y divide-line">
        {found.slice(0, SHOWN).map((c) => (
          <li key={c.id}>
            {onDrop ? (
              <label className="flex min-h-12 items-center gap-3 py-2">
                <input
                  type="checkbox"
                  className="size-[clamp(20px,1.25rem,28px)] flex-none accent-leaf"
                  checked={chosen.has(c.id)}
                  onChange={() => (chosen.has(c.id) ? onDrop(c.id) : onChoose([c]))}
                />
                <Line {...c} />
              </label>
            ) : (
              <button
                type="button"
                className="flex min-h-12 w-full items-center gap-3 py-2 text-start"
                onClick={() => onChoose([c])}
              >
                <Line {...c} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="text-small text-soft">
        {found.length === 0
          ? t('animate.poll.pick.none')
          : found.length > SHOWN && t('animate.poll.pick.more', { n: found.length - SHOWN })}
      </p>
    </>
  );
}

function Line({ title, cost }: Candidate) {
  const locale = useLocale();
  return (
    <>
      <span className="min-w-0 flex-1">{typeset(title)}</span>
      {cost && <span className="num flex-none text-small text-soft">{amount(locale, cost)}</span>}
    </>
  );
}
