import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { NeighboursAsked } from '@egoejo/shared/search/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { askedOf, useMayAsk, useNear, useNeighbours, type Neighbour } from '../neighbours.ts';

function Rows({ items }: { items: readonly Neighbour[] }) {
  return (
    <CardList>
      {items.map(({ id, title, note }) => (
        <li key={id} className="relative flex items-center gap-3 py-3">
          <span className="min-w-0 flex-1">
            <Link to="/projets/$id" params={{ id }} className="font-strong break-words covers no-underline">
              {typeset(title)}
            </Link>
            {note && <span className="line-clamp-2 text-small break-words text-soft">{typeset(note)}</span>}
          </span>
          <Icon name="next" className="size-4 shrink-0 text-soft" />
        </li>
      ))}
    </CardList>
  );
}

/** Asks for neighbours: by itself where the eco level allows it, else by a tap. */
function useAsked(asked: NeighboursAsked | null, near = true) {
  const may = useMayAsk();
  const [tapped, setTapped] = useState(false);
  const asks = may !== 'no' && (tapped || (may === 'yes' && near));
  const items = useNeighbours(asks ? asked : null);
  const button = asked !== null && may === 'tap' && items === undefined && (
    <ShowButton busy={tapped} onTap={() => setTapped(true)} />
  );
  return { items, button, none: tapped && items?.length === 0 };
}

function ShowButton({ busy, onTap }: { busy: boolean; onTap: () => void }) {
  const t = useT();
  return (
    <Button variant="quiet" icon="search" busy={busy} onClick={onTap}>
      {t('projects.neighbours.show')}
    </Button>
  );
}

function None() {
  const t = useT();
  return <p className="text-small text-soft">{t('projects.neighbours.none')}</p>;
}

/** The projects near a published one, asked for when the end of the page is near; at low eco levels, by a tap. */
export function Neighbours({ project }: { project: ProjectId }) {
  const t = useT();
  const [mark, near] = useNear<HTMLDivElement>();
  const { items, button, none } = useAsked({ project }, near);
  return (
    <div ref={mark}>
      {button}
      {items !== undefined && items.length > 0 && (
        <Section title={t('projects.neighbours')}>
          <Rows items={items} />
        </Section>
      )}
      {none && <None />}
    </div>
  );
}

/** The projects near a proposal that is being written. It informs, and stops nobody. */
export function AlreadyProposed({ title, summary }: { title: string; summary: string }) {
  const t = useT();
  const { items, button, none } = useAsked(askedOf({ title, summary }));
  return (
    <div role="status">
      {button}
      {items !== undefined && items.length > 0 && (
        <Section title={t('projects.neighbours.exist')}>
          <p className="text-small text-soft">{t('projects.neighbours.exist.hint')}</p>
          <Rows items={items} />
        </Section>
      )}
      {none && <None />}
    </div>
  );
}
