import { useEffect, useEffectEvent, useRef } from 'react';
import type { TextBody } from '@egoejo/shared/reading/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { Bar } from '../../ui/progress.tsx';
import { furtherElsewhere, WHOLE } from '../position.ts';
import { usePositions, type Readable } from '../queries.ts';
import { useSitting, type Memory } from '../reader.ts';
import { readerStyle, type ReaderSettings } from '../settings.ts';
import { Attribution } from './Attribution.tsx';
import { Finish } from './Finish.tsx';
import { PageTurner } from './ReaderBar.tsx';
import { TextPage } from './TextPage.tsx';
import { FurtherElsewhere } from './FurtherElsewhere.tsx';

/** A text, and how the reader wants it to look. */
export interface ReaderProps {
  readable: Readable;
  body: TextBody;
  settings: ReaderSettings;
}

/** The page that is open, with the progress above it and the way to turn pages below. */
export function OpenText({
  readable,
  body,
  settings,
  memory,
  remember,
}: ReaderProps & { memory: Memory; remember: (change: Partial<Memory>) => void }) {
  const t = useT();
  const who = useMember();
  const box = useRef<HTMLElement>(null);
  const pages = Math.max(1, body.pages.length);
  const sitting = useSitting(readable.id, pages, memory, remember, box);
  const positions = usePositions(readable.id);
  const mark = useRow('readMark', readable.id);
  // Who has read it to the end is not asked to go on there.
  const further = who && mark === null ? furtherElsewhere(positions, who.device, sitting.at, memory.asked) : null;
  const turned = useRef(sitting.page);
  useEffect(() => {
    if (turned.current === sitting.page) return;
    turned.current = sitting.page;
    box.current?.focus({ preventScroll: true });
  }, [sitting.page]);
  const onKey = useEffectEvent((e: KeyboardEvent) => {
    if (
      e.altKey ||
      e.ctrlKey ||
      e.metaKey ||
      (e.target instanceof HTMLElement && e.target.closest('input,textarea,select,[role=spinbutton],[role=dialog]'))
    )
      return;
    if (e.key === 'ArrowRight') sitting.turn(sitting.page + 1);
    if (e.key === 'ArrowLeft') sitting.turn(sitting.page - 1);
  });
  useEffect(() => {
    const hear = (e: KeyboardEvent) => onKey(e);
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  const ended = sitting.page === pages - 1 && sitting.at >= WHOLE;
  const { story } = readable;
  return (
    <div style={readerStyle(settings)} className="-mx-4 bg-paper px-4 text-ink" data-at={sitting.at}>
      <div className="sticky top-0 -mx-4 bg-paper px-4 py-1">
        <Bar parts={[{ value: sitting.at, fill: 'leaf' }]} total={WHOLE} />
      </div>
      <article
        ref={box}
        tabIndex={-1}
        lang={story?.language}
        aria-label={t('reading.page', { n: sitting.page + 1, of: pages })}
        className="mx-auto min-h-[50dvh] max-w-[34rem] py-2 outline-none"
      >
        <TextPage html={body.pages[sitting.page] ?? ''} />
      </article>
      <Attribution
        authors={body.authors || (story?.authors ?? '')}
        licence={body.licence || (story?.licence ?? readable.item?.licence ?? '')}
        source={body.source ?? story?.source ?? readable.item?.url ?? null}
      />
      {ended && story && (
        <div className="py-3">
          <Finish story={story} seconds={sitting.seconds} />
        </div>
      )}
      <PageTurner page={sitting.page} pages={pages} onTurn={sitting.turn} />
      {further !== null && (
        <FurtherElsewhere
          at={further}
          here={sitting.at}
          onStay={() => remember({ asked: further })}
          onGo={() => {
            remember({ asked: further });
            sitting.jump(further);
          }}
        />
      )}
    </div>
  );
}
