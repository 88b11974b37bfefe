import { Link } from '@tanstack/react-router';
import type { Club } from '@egoejo/shared/clubs/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { useBegunClubs } from '../queries.ts';

function Line({ club, place }: { club: Club; place: string | undefined }) {
  const t = useT();
  const state = useBegunClubs().get(club.id);
  const work = useRow('work', club.work);
  return (
    <li className="relative flex flex-col gap-1 py-3">
      <Link to="/lire/clubs/$id" params={{ id: club.id }} className="font-strong break-words covers no-underline">
        {typeset(club.title)}
      </Link>
      {work && (
        <p className="text-small" dir="auto">
          {typeset(work.title)} · {work.authors}
        </p>
      )}
      <p className="text-tiny text-soft">
        {place !== undefined && `${typeset(place)} · `}
        {t('clubs.members', { n: club.members })}
      </p>
      {state && (
        <p>
          <StateChip state={state} />
        </p>
      )}
    </li>
  );
}

/** Clubs as lines: the work, where they are, how many joined. */
export function ClubLines({ clubs, label }: { clubs: readonly Club[]; label: string }) {
  const t = useT();
  const names = new Map<string, string>((useRows('community') ?? []).map((c) => [c.id, c.name]));
  return (
    <CardList label={label}>
      {clubs.map((club) => (
        <Line key={club.id} club={club} place={club.community === null ? t('clubs.all') : names.get(club.community)} />
      ))}
    </CardList>
  );
}
