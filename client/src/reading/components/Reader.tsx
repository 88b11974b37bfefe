import { useEffect, useEffectEvent, useRef } from 'react';
import type { TextBody } from '@egoejo/shared/reading/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { useMember } from '../../sync/api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Bar } from '../../ui/progress.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { furtherElsewhere, percentOf, WHOLE } from '../position.ts';
import { usePositions, type Readable } from '../queries.ts';
import { NO_MEMORY, useSitting, type Memory } from '../reader.ts';
import { readerStyle, type ReaderSettings } from '../settings.ts';
import { Attribution } from './Attribution.tsx';
import { Finish } from './Finish.tsx';
import { PageTurner } from './ReaderBar.tsx';
import { TextPage } from './TextPage.tsx';

interface ReaderProps {
  readable: Readable;
  body: TextBody;
  settings: ReaderSettings;
}

/** Asks whether to continue where another device was further: once, then never again about that position (S27). */
function Further({ at, here, onGo, onStay }: { at: number; here: number; onGo: () => void; onStay: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onStay}
      title={t('reading.further.title')}
      description={t('reading.further.text', { there: percentOf(at), here: percentOf(here) })}
      actions={
        <>
          <Button onClick={onGo}>{t('reading.further.go', { there: percentOf(at) })}</Button>
          <Button variant="quiet" onClick={onStay}>
            {t('reading.further.stay')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}

function Sitting({
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
  const further = who ? furtherElsewhere(positions, who.device, sitting.at, memory.asked) : null;
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
        <Further
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

/** The text itself, from the position where this device left it. */
export function Reader({ readable, body, settings }: ReaderProps) {
  const [memory, setMemory, , loaded] = useDraft<Memory>(`reader:${readable.id}`, NO_MEMORY);
  // This component is the only writer of this memory, so what it last wrote is newer than what the last render read.
  const written = useRef<Memory | null>(null);
  if (!loaded) return null;
  const remember = (change: Partial<Memory>) => {
    written.current = { ...(written.current ?? memory), ...change };
    setMemory(written.current);
  };
  return (
    <Sitting
      key={readable.id}
      readable={readable}
      body={body}
      settings={settings}
      memory={memory}
      remember={remember}
    />
  );
}
