import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useFlag } from '../model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { day } from '../../i18n/when.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import type { Line } from '../history.ts';
import { useHistory } from '../queries.ts';

const STEP = 40;

function Place({ line, children }: { line: Line; children: ReactNode }) {
  const { place } = line;
  const look = 'covers no-underline hover:underline';
  if (place?.to === 'project')
    return (
      <Link to="/projets/$id" params={{ id: place.id }} className={look}>
        {children}
      </Link>
    );
  if (place?.to === 'poll')
    return (
      <Link to="/votes/$id" params={{ id: place.id }} className={look}>
        {children}
      </Link>
    );
  if (place?.to === 'story')
    return (
      <Link to="/lire/$id" params={{ id: place.id }} className={look}>
        {children}
      </Link>
    );
  if (place?.to === 'work')
    return (
      <Link to="/lire/catalogue/$id" params={{ id: place.id }} className={look}>
        {children}
      </Link>
    );
  return <span>{children}</span>;
}

/** Signed, coloured and in words: a gain is not shown by colour alone. */
function Grains({ n }: { n: number }) {
  const t = useT();
  return (
    <span className={`num font-strong ${n > 0 ? 'text-grain' : 'text-leaf'}`}>
      <span aria-hidden="true">{t(n > 0 ? 'saka.plus' : 'saka.minus', { n: Math.abs(n) })}</span>
      <span className="sr-only">{t(n > 0 ? 'saka.gained' : 'saka.given', { n: Math.abs(n) })}</span>
    </span>
  );
}

/** Why grains came and went (R9), day by day. */
export function History() {
  const t = useT();
  const locale = useLocale();
  const [limit, setLimit] = useState(STEP);
  const grains = useFlag('ENABLE_SAKA');
  const history = useHistory(limit);
  if (!history) return null;
  if (history.days.length === 0) {
    return (
      <EmptyState
        icon="grain"
        title={t('saka.history.empty')}
        action={<LinkButton to="/lire">{t('saka.history.read')}</LinkButton>}
      >
        {t(grains ? 'saka.history.emptyText' : 'saka.history.emptyOff')}
      </EmptyState>
    );
  }
  return (
    <Section title={t('saka.history')}>
      {history.days.map((d) => (
        <div key={d.day}>
          <h3 className="pt-2 pb-1 text-tiny text-soft">{day(locale, Date.parse(d.lines[0]?.at ?? ''))}</h3>
          <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5 shadow-card">
            {d.lines.map((line) => (
              <li key={line.id} className="relative flex min-h-11 flex-wrap items-center gap-x-3 py-2.5 text-small">
                <span className="min-w-0 flex-1 basis-[min-content]">
                  <Place line={line}>{line.words}</Place>
                </span>
                <Grains n={line.grains} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {history.more && (
        <Button variant="plain" block onClick={() => setLimit(limit + STEP)}>
          {t('saka.history.more')}
        </Button>
      )}
    </Section>
  );
}
