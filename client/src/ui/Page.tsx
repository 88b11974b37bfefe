import { useRouter, useCanGoBack } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useT } from '../i18n/locale.ts';
import { IconButton } from './Button.tsx';

interface PageProps {
  title: string;
  /** Beside the title: a season, a count. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** The page that the back button opens when there is no history; for pages inside a section. */
  back?: string;
  /** Above the title, edge to edge: a picture. */
  hero?: ReactNode;
  /** A smaller title, for long sentences. */
  small?: boolean;
  /** Takes the whole width of wide screens (two columns, constellation). */
  wide?: boolean;
  children: ReactNode;
}

/** One page: its bar, its title (also the document's title; it gets the focus on arrival), its content. */
export function Page({ title, aside, actions, back, hero, small = false, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · EGOEJO`;
  }, [title]);
  return (
    <div className={`mx-auto w-full px-4 pb-6 ${wide ? 'max-w-6xl' : 'max-w-2xl'}`}>
      {hero}
      <header className="flex min-h-14 items-center gap-2.5 pt-4 pb-2">
        {back !== undefined && <BackButton to={back} />}
        <h1
          id="page-title"
          tabIndex={-1}
          className={`min-w-0 flex-1 ${small ? 'text-[1.1875rem] leading-tight' : 'text-title'}`}
        >
          {title}
        </h1>
        {aside && <div className="max-w-1/2 text-tiny text-soft">{aside}</div>}
        {actions}
      </header>
      <div className="flex flex-col gap-3 pt-2">{children}</div>
    </div>
  );
}

/** Goes back in history when the member came from inside the app, else to `to`. */
export function BackButton({ to }: { to: string }) {
  const t = useT();
  const router = useRouter();
  const inside = useCanGoBack();
  return (
    <IconButton
      icon="back"
      label={t('ui.back')}
      className="-ms-2.5"
      onClick={() => (inside ? router.history.back() : void router.navigate({ to }))}
    />
  );
}

/** On wide screens the list beside the detail; on a phone only `detail` if there is one, else the list. */
export function TwoPane({ list, detail }: { list: ReactNode; detail: ReactNode | null }) {
  return (
    <div className="rail:grid rail:grid-cols-[minmax(20rem,24rem)_1fr] rail:gap-6">
      <div className={detail ? 'max-rail:hidden' : ''}>{list}</div>
      <div className={detail ? '' : 'max-rail:hidden'}>{detail}</div>
    </div>
  );
}

/** A titled part of a page. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 pt-2">
      <div className="flex items-center gap-2">
        <h2 className="flex-1 text-head">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
