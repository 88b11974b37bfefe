import type { FoundKind } from '@egoejo/shared/search/model.ts';
import { Link } from '@tanstack/react-router';
import { frenchSpaces } from '../../i18n/format.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRoomTitle } from '../../rooms/about/model.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { useRow } from '../../sync/api/rows/live.ts';
import { Cover } from '../../ui/pictures/Cover.tsx';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import type { Piece } from '../marks.ts';
import type { Hit } from '../messages.ts';

interface Place {
  to: '/projets/$id' | '/communautes/$id' | '/votes/$id' | '/lire/$id' | '/lire/catalogue/$id';
  icon: IconName;
}
const places: Readonly<Record<Exclude<FoundKind, 'message'>, Place>> = {
  project: { to: '/projets/$id', icon: 'project' },
  community: { to: '/communautes/$id', icon: 'people' },
  poll: { to: '/votes/$id', icon: 'vote' },
  story: { to: '/lire/$id', icon: 'read' },
  work: { to: '/lire/catalogue/$id', icon: 'read' },
  item: { to: '/lire/$id', icon: 'link' },
};
/** The word for each kind. */
export const kindWords = {
  project: 'search.kind.project',
  community: 'search.kind.community',
  poll: 'search.kind.poll',
  story: 'search.kind.story',
  work: 'search.kind.work',
  item: 'search.kind.item',
  message: 'search.kind.message',
} as const;

const ICON = 'mt-0.5 size-5 flex-none text-leaf';

/** A text with its matching words marked. */
function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, i) =>
    hit ? (
      <mark key={i} className="rounded-[0.2em] bg-grain-soft text-ink">
        {frenchSpaces(text)}
      </mark>
    ) : (
      frenchSpaces(text)
    ),
  );
}

/** The cover of a work, from the server's answer or from the row on this device. */
function HitCover({ id, cover }: { id: string; cover: Hit['cover'] | undefined }) {
  const row = useRow('work', id);
  const shown = cover ?? row;
  return shown ? <Cover work={{ ...shown, cover: null }} size="line" /> : <Icon name="read" className={ICON} />;
}

/** A message that was found: its room, time, author and words. One that was deleted meanwhile is not shown. */
function MessageHit({ id, title, excerpt, said }: Hit) {
  const t = useT();
  const row = useRow('message', id);
  const room = useRoomTitle(said?.room);
  if (!said || (row && row.state !== 'shown')) return null;
  return (
    <li className="relative flex gap-3 py-3 focus-within:bg-sunk">
      <Icon name="talk" className={ICON} />
      <span className="min-w-0 flex-1">
        <span className="flex gap-2 text-tiny text-soft">
          <span className="min-w-0 flex-1 truncate">{typeset(room ?? t('search.kind.message'))}</span>
          <DateTime at={said.at} dayOnly />
        </span>
        <Link
          to="/conversations/$id"
          params={{ id: said.room }}
          search={{ message: id }}
          data-hit=""
          className="font-strong break-words covers no-underline"
        >
          {title.length > 0 ? <Marked pieces={title} /> : t('rooms.somebody')}
        </Link>
        <span dir="auto" className="line-clamp-2 text-small break-words text-soft">
          <Marked pieces={excerpt} />
        </span>
      </span>
      <Icon name="next" className="size-4 flex-none self-center text-soft" />
    </li>
  );
}

/** What was found, best first: kind, title, and the part of its text where it matches. */
export function HitList({ hits, label }: { hits: readonly Hit[]; label: string }) {
  const t = useT();
  return (
    <CardList label={label}>
      {hits.map((hit) => {
        const { kind, id, title, excerpt, cover } = hit;
        if (kind === 'message') return <MessageHit key={id} {...hit} />;
        const { to, icon } = places[kind];
        return (
          <li key={`${kind}:${id}`} className="relative flex gap-3 py-3 focus-within:bg-sunk">
            {kind === 'work' ? <HitCover id={id} cover={cover} /> : <Icon name={icon} className={ICON} />}
            <span className="min-w-0 flex-1">
              <span className="block text-tiny text-soft">{t(kindWords[kind])}</span>
              <Link to={to} params={{ id }} data-hit="" className="font-strong break-words covers no-underline">
                <Marked pieces={title} />
              </Link>
              {excerpt.length > 0 && (
                <span className="line-clamp-2 text-small break-words text-soft">
                  <Marked pieces={excerpt} />
                </span>
              )}
            </span>
            <Icon name="next" className="size-4 flex-none self-center text-soft" />
          </li>
        );
      })}
    </CardList>
  );
}
