import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Page } from '../../ui/Page.tsx';
import { Welcome } from './Welcome.tsx';

/**
 * Accueil of a visitor, also before its code is loaded: what EGOEJO is, projects, then the ways further. On a wide
 * screen the projects stand beside the rest.
 */
export function VisitorPage({ cards, ways }: { cards: ReactNode; ways?: ReactNode }) {
  const t = useT();
  return (
    <Page title={t('home.visitor.title')} wide>
      <div className="grid gap-3 *:flex *:min-w-0 *:flex-col *:gap-3 *:empty:hidden rail:grid-cols-2 rail:grid-rows-[auto_1fr]">
        <div>
          <Welcome />
        </div>
        <div className="rail:row-span-2">
          <h2 className="pt-2 text-head rail:pt-0">{t('home.visitor.projects')}</h2>
          {cards}
        </div>
        <div>{ways}</div>
      </div>
    </Page>
  );
}
