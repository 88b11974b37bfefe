import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { ReadableRow } from './ReadableRow.tsx';
import type { Readable } from '../queries.ts';

const STEP = 40;

/** Texts, some at a time. */
export function ReadableList({ all, label }: { all: readonly Readable[]; label: string }) {
  const t = useT();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <CardList label={label}>
        {all.slice(0, shown).map((r) => (
          <ReadableRow key={r.id} readable={r} />
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
