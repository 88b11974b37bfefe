import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { IconButton } from '../actions/Button.tsx';
import { Layer, type LayerProps } from './Layer.tsx';
import { useNoSecondTap } from '../actions/use-no-second-tap.ts';

const SHEET =
  'motion-rise inset-x-0 bottom-0 mx-auto max-h-[92dvh] max-w-xl gap-3.5 rounded-t-sheet px-4 ' +
  'pb-[calc(1.25rem+env(safe-area-inset-bottom))] rail:bottom-6 rail:rounded-b-sheet';
const DIALOG = 'inset-0 m-auto h-fit max-h-[90dvh] w-[calc(100vw-2rem)] gap-3 rounded-sheet p-4';

/** A sheet from below, with a handle. Escape, Back, a tap outside or its handle close it. */
export function Sheet({ open, onClose, title, children, description }: LayerProps) {
  const t = useT();
  return (
    <Layer open={open} onClose={onClose} described={Boolean(description)} panel={SHEET}>
      {(labels) => (
        <>
          <button
            type="button"
            onClick={onClose}
            aria-label={t('ui.close')}
            className="sticky top-0 z-10 -mb-3.5 grid min-h-11 flex-none cursor-pointer place-items-center bg-surface focus-visible:-outline-offset-5"
          >
            <span className="h-1 w-10 rounded-full bg-edge forced-colors:border-2" />
          </button>
          <h2 id={labels.title} className="text-head">
            {typeset(title)}
          </h2>
          {description && (
            <div id={labels.description} className="text-small text-soft">
              {description}
            </div>
          )}
          {children}
        </>
      )}
    </Layer>
  );
}

const Actions = ({ children }: { children: ReactNode }) => (
  <div className={`flex flex-col gap-2 ${useNoSecondTap()}`}>{children}</div>
);

/** A centred question that needs an answer; `actions` are its buttons, the safe one last. `width`: a class. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  description,
  actions,
  width = 'max-w-md',
}: LayerProps & { actions?: ReactNode; width?: string }) {
  const t = useT();
  return (
    <Layer open={open} onClose={onClose} described={Boolean(description)} panel={`${DIALOG} ${width}`}>
      {(labels) => (
        <>
          <div className="flex items-start gap-2">
            <h2 id={labels.title} className="flex-1 pt-2.5 text-head">
              {typeset(title)}
            </h2>
            <IconButton icon="no" label={t('ui.close')} onClick={onClose} />
          </div>
          {description && (
            <div id={labels.description} className="text-small text-soft">
              {description}
            </div>
          )}
          {children}
          {actions && <Actions>{actions}</Actions>}
        </>
      )}
    </Layer>
  );
}
