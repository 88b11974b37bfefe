import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { ReadableRow } from './ReadableRow.tsx';
import type { Readable } from '../queries.ts';

const STEP = 40;

/** Texts, some at a time. A row stays the same while `keyOf` gives the same. */
export function ReadableList({
  all,
  label,
  keyOf = ({ id }) => id,
}: {
  all: readonly Readable[];
  label: string;
  keyOf?: (readable: Readable) => string;
}) {
  const t = useT();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <CardList label={label}>
        {all.slice(0, shown).map((r) => (
          <ReadableRow key={keyOf(r)} readable={r} />
        ))}
      </CardList>
      {all.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('reading.show')}
        </Button>
      )}
    </>
  );
}
