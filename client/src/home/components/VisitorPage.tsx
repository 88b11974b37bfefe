import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { useWhose } from '../whose.ts';
import { Welcome } from './Welcome.tsx';

/** The number of projects on a visitor's page. */
export const BEST = 10;

/** Says whose community this is. The answer arrives with the projects below it, so it pushes nothing down later. */
function Whose() {
  const t = useT();
  const whose = useWhose((s) => s.now);
  if (!whose || whose.count === 0) return null;
  const { count, name } = whose;
  return (
    <p className="text-small text-soft">
      {name === null ? t('home.visitor.many', { n: count }) : t('home.visitor.one', { name })}
    </p>
  );
}

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
          <Whose />
          {cards}
        </div>
        <div>{ways}</div>
      </div>
    </Page>
  );
}
