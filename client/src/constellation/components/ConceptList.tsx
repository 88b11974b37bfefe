import { typeset } from '../../i18n/typeset.ts';
import { useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '../../i18n/locale.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import type { GraphNode } from '../graph.ts';
import { Neighbours } from './Neighbours.tsx';

const STEP = 30;

/** Moves among the lines by the arrow keys; right opens a concept, left closes it. */
function walk(event: KeyboardEvent<HTMLElement>, open: string | null, onOpen: (id: string | null) => void): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const here = rows[at];
  if (!here) return;
  const concept = here.dataset['row'];
  const forward = here.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) rows[at + step]?.focus();
  else if (!event.key.startsWith('Arrow')) return;
  else if (event.key !== forward) {
    rows.find((row) => row.dataset['row'] === open)?.focus();
    onOpen(null);
  } else if (concept) onOpen(concept);
  event.preventDefault();
}

/**
 * The concepts as headings that open: the same graph as the sky for keyboards, screen readers and eco levels 4 and 5.
 */
export function ConceptList({
  concepts: all,
  open,
  onOpen,
}: {
  concepts: readonly GraphNode[];
  open: string | null;
  onOpen: (id: string | null) => void;
}) {
  const t = useT();
  const places = useRows('community');
  const [some, setShown] = useState(STEP);
  const list = useRef<HTMLDivElement>(null);
  if (!places) return null;
  const name = (community: string): string => places.find((p) => p.id === community)?.name ?? '';
  const concepts = all.toSorted((a, b) => name(a.community).localeCompare(name(b.community)));
  const at = concepts.findIndex((c) => c.id === open);
  const shown = Math.max(some, at + 1);
  // The concept that was opened from another one gets the focus.
  const go = (id: string) => {
    flushSync(() => onOpen(id));
    list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
  };
  const of = new Map<string, GraphNode[]>();
  for (const c of concepts.slice(0, shown)) of.set(c.community, [...(of.get(c.community) ?? []), c]);
  return (
    <Section title={t('constellation.concepts')}>
      <p className="text-tiny text-soft max-rail:hidden">{t('constellation.keys')}</p>
      <div
        ref={list}
        role="presentation"
        className="flex flex-col gap-3"
        onKeyDown={(event) => walk(event, open, onOpen)}
      >
        {[...of].map(([community, own]) => (
          <div key={community}>
            {name(community) && <h3 className="mb-1 text-small font-strong text-soft">{typeset(name(community))}</h3>}
            <CardList>
              {own.map((c) => (
                <li key={c.id}>
                  <h4>
                    <button
                      data-row={c.id}
                      type="button"
                      aria-expanded={c.id === open}
                      className="flex min-h-11 w-full flex-wrap items-center gap-x-3 text-start"
                      onClick={() => onOpen(c.id === open ? null : c.id)}
                    >
                      <span className="min-w-0 flex-1 basis-[min-content]">{typeset(c.title)}</span>
                      <span className="num text-tiny text-soft">{t('constellation.links', { n: c.near.length })}</span>
                      <Icon name={c.id === open ? 'minus' : 'plus'} className="size-5 text-soft" />
                    </button>
                  </h4>
                  {c.id === open && (
                    <div className="pb-3">
                      <Neighbours node={c} onConcept={go} />
                    </div>
                  )}
                </li>
              ))}
            </CardList>
          </div>
        ))}
      </div>
      {concepts.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('constellation.more')}
        </Button>
      )}
    </Section>
  );
}
