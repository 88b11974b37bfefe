import { useState } from 'react';
import type { Message, MessageFile } from '@egoejo/shared/rooms/model.ts';
import { useT } from '../../i18n/locale.ts';
import { saidOf } from '../files/said.ts';

/** Tells screen readers about messages of others that come while the room is open. */
export function Announced({
  messages,
  files,
  me,
  folded,
}: {
  messages: readonly Message[];
  files: ReadonlyMap<string, MessageFile>;
  me: string;
  folded: ReadonlySet<string>;
}) {
  const t = useT();
  const last = messages.findLast(
    (m) => m.no !== null && m.author !== null && m.author !== me && !folded.has(m.author) && m.state === 'shown',
  );
  // Those that were there when the room was opened are read in the list.
  const [known, setKnown] = useState<number | null>(null);
  if (known === null && messages.length > 0) setKnown(last?.no ?? 0);
  const come = last && known !== null && (last.no ?? 0) > known ? last : undefined;
  return (
    <p role="status" className="sr-only">
      {come && t('rooms.arrived', { name: come.name ?? t('rooms.somebody'), text: saidOf(t, come, files) })}
    </p>
  );
}
