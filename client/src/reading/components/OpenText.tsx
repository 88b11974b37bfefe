import { useEffect, useEffectEvent, useRef } from 'react';
import type { TextBody } from '@egoejo/shared/reading/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Listen } from '../../ui/text/Listen.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { linesOf } from '../text/html.ts';
import { furtherElsewhere, WHOLE } from '../sitting/position.ts';
import { usePositions, type Readable } from '../queries.ts';
import { useSitting, type Memory } from '../sitting/reader.ts';
import { readerLook, type ReaderSettings } from '../settings.ts';
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
    const forward = box.current?.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    if (e.key === forward) sitting.turn(sitting.page + 1);
    else if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') sitting.turn(sitting.page - 1);
  });
  useEffect(() => {
    const hear = (e: KeyboardEvent) => onKey(e);
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  const { story } = readable;
  // The page in view and, turning them, those after it; the focus stays on the button that stops the voice.
  const aloud = (part: number): string[] | null => {
    const to = sitting.page + part;
    if (to >= pages) return null;
    if (part > 0) {
      turned.current = to;
      sitting.turn(to);
    }
    return linesOf(body.pages[to] ?? '');
  };
  return (
    <div {...readerLook(settings)} className="-mx-4 bg-paper px-4 text-ink" data-at={sitting.at}>
      <div className="sticky top-0 -mx-4 bg-paper px-4 py-1">
        <Bar parts={[{ value: sitting.at, fill: 'leaf' }]} total={WHOLE} />
      </div>
      <article
        ref={box}
        tabIndex={-1}
        lang={story?.language}
        dir="auto"
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
      {sitting.page === pages - 1 && story && (
        <div className="py-3">
          <Finish story={story} seconds={sitting.seconds} ended={sitting.at >= WHOLE} />
        </div>
      )}
      <PageTurner page={sitting.page} pages={pages} onTurn={sitting.turn}>
        <Listen brief read={aloud} {...(story && { language: story.language })} />
      </PageTurner>
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
