import { Link } from '@tanstack/react-router';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { typeset } from '../../i18n/typeset.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { useBegun, useFilesOf, useMoving } from '../queries.ts';
import { NextStep, StandingChip } from './Standing.tsx';

function Line({ manuscript }: { manuscript: ManuscriptRow }) {
  const files = useFilesOf(manuscript.id);
  const moving = useMoving().get(manuscript.id);
  const begun = useBegun().get(manuscript.id);
  const waiting = moving ?? begun;
  return (
    <li className="relative flex flex-col gap-1.5 py-3">
      <Link
        to="/lire/manuscrits/{-$id}"
        params={{ id: manuscript.id }}
        className="font-strong break-words covers no-underline"
        lang={manuscript.language}
        dir="auto"
      >
        {typeset(manuscript.title)}
      </Link>
      <p className="text-small text-soft" dir="auto">
        {typeset(manuscript.byline)}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-tiny text-soft">
        {waiting ? <StateChip state={waiting} /> : <StandingChip state={manuscript.state} />}
        <RelativeTime at={manuscript.movedAt} />
      </p>
      {!waiting && files && <NextStep manuscript={manuscript} files={files} />}
    </li>
  );
}

/** Manuscripts as lines, each with where it stands and what happens next. */
export function DeskLines({ manuscripts, label }: { manuscripts: readonly ManuscriptRow[]; label: string }) {
  return (
    <CardList label={label}>
      {manuscripts.map((manuscript) => (
        <Line key={manuscript.id} manuscript={manuscript} />
      ))}
    </CardList>
  );
}
