import { useRouter, useCanGoBack } from '@tanstack/react-router';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { arrivalTitle } from './arrival.ts';
import { IconButton } from '../actions/Button.tsx';

/** The place beside a list, in which a page is only a part of another. */
interface PaneAround {
  /** The path of the list. */
  list: string;
  /** The member opened this item; else it is only the first one. */
  chosen: boolean;
}
const PaneContext = createContext<PaneAround | null>(null);

/** Pages inside are shown beside a list: below its title, and without a way back to it. */
export function Pane({ children, ...around }: PaneAround & { children: ReactNode }) {
  return (
    <PaneContext value={around}>
      <div className="sticky top-0 max-h-dvh self-start overflow-y-auto pb-6">{children}</div>
    </PaneContext>
  );
}

interface PageProps {
  title: string;
  /** Beside the title: a season, a count. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** The page that the back button opens when there is no history; for pages inside a section. */
  back?: string;
  /** A picture across the top of the page; the back button lies over it. */
  hero?: ReactNode;
  /** Above the title: a category, a place. */
  kicker?: ReactNode;
  /** A smaller title, for long sentences. */
  small?: boolean;
  /** Takes the whole width of wide screens (two columns, constellation). */
  wide?: boolean;
  /** False: the item beside this list names the tab and the history. */
  named?: boolean;
  children: ReactNode;
}

/** One page: its bar, its title (also the document's title; it gets the focus on arrival), its content. */
export function Page({ back, hero, kicker, wide = false, named = true, ...page }: PageProps) {
  const title = typeset(page.title);
  const pane = useContext(PaneContext);
  const names = pane ? pane.chosen : named;
  useEffect(() => {
    if (names) document.title = `${title} · EGOEJO`;
  }, [names, title]);
  // Beside its list an item needs no way back to it; a page inside the item does.
  const way = pane && !back?.startsWith(`${pane.list}/`) ? undefined : back;
  return (
    <div className={pane ? '' : `mx-auto w-full px-4 pb-6 ${wide ? 'max-w-6xl' : 'max-w-2xl'}`}>
      {hero && (
        <div className="relative">
          {hero}
          {way !== undefined && (
            <BackButton to={way} className="absolute start-0 top-[calc(0.75rem+env(safe-area-inset-top))] bg-surface" />
          )}
        </div>
      )}
      {kicker && <p className={`-mb-4 text-tiny text-soft ${hero ? 'pt-3' : pane ? '' : 'pt-4'}`}>{kicker}</p>}
      <TitleBar {...page} title={title} back={hero ? undefined : way} pane={pane} />
      <div className="flex flex-col gap-3 pt-2">{page.children}</div>
    </div>
  );
}

function TitleBar({
  title,
  small = false,
  aside,
  actions,
  back,
  pane,
}: Pick<PageProps, 'title' | 'small' | 'aside' | 'actions'> & { back: string | undefined; pane: PaneAround | null }) {
  const size = small ? 'text-[1.1875rem] leading-tight' : 'text-title';
  const look = `min-w-0 flex-1 basis-[min-content] outline-none ${size}`;
  return (
    <header className={`flex min-h-14 flex-wrap items-center gap-2.5 pb-2 ${pane ? '' : 'pt-4'}`}>
      {back !== undefined && <BackButton to={back} className="-ms-2.5" />}
      {pane ? (
        <h2
          ref={pane.chosen ? arrivalTitle : undefined}
          tabIndex={-1}
          data-arrival={pane.chosen ? '' : undefined}
          className={look}
        >
          {title}
        </h2>
      ) : (
        <h1 ref={arrivalTitle} id="page-title" tabIndex={-1} className={look}>
          {title}
        </h1>
      )}
      {aside && <div className="max-w-1/2 text-tiny text-soft">{aside}</div>}
      {actions}
    </header>
  );
}

/** Goes back in history when the member came from inside the app, else to `to`. */
function BackButton({ to, className }: { to: string; className: string }) {
  const t = useT();
  const router = useRouter();
  const inside = useCanGoBack();
  return (
    <IconButton
      icon="back"
      label={t('ui.back')}
      className={className}
      onClick={() => (inside ? router.history.back() : void router.navigate({ to }))}
    />
  );
}

/** A titled part of a page. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 pt-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 basis-[min-content] text-head">{typeset(title)}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
