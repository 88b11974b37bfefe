import { CURVE, LEAST_READERS, type AuthorFigures, type RoyaltyStatement } from '@egoejo/shared/publishing/contract.ts';
import { upperFirst } from '@egoejo/shared/platform/cut.ts';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Curve } from '../../ui/pictures/Curve.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { percent } from './OneContract.tsx';
import { useStatementsOf } from './queries.ts';
import { minorAmount } from './terms.ts';

/** How many readers came how far. */
function HowFar({ curve }: Pick<AuthorFigures, 'curve'>) {
  const t = useT();
  return (
    <Curve
      title={t('contracts.curve')}
      counts={curve}
      text={t('contracts.curve.text', { half: curve[CURVE / 2 - 1] ?? 0, end: curve.at(-1) ?? 0 })}
      words={{ table: t('contracts.curve.table'), step: t('contracts.curve.place'), n: t('contracts.curve.readers') }}
    />
  );
}

/** How many read the work, and how far. */
function Figures({ work }: { work: string }) {
  const t = useT();
  const figures = useRow('authorFigures', work);
  if (figures === undefined) return null;
  if (figures === null) return <p className="text-small text-soft">{t('contracts.figures.none')}</p>;
  const facts = [
    t('contracts.figures.readers', { n: figures.readers }),
    t('contracts.figures.finished', { n: figures.finished }),
    t('contracts.figures.quarters', { n: figures.quarters }),
  ];
  return (
    <Card as="div" className="flex flex-col gap-2">
      <ul className="num flex flex-wrap gap-x-4 gap-y-1 text-small">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {figures.curve.length === 0 ? (
        <p className="text-small text-soft">{t('contracts.curve.few', { n: LEAST_READERS })}</p>
      ) : (
        <HowFar curve={figures.curve} />
      )}
      <p className="text-tiny text-soft">
        {t('contracts.figures.own')} · <RelativeTime at={figures.at} />
      </p>
    </Card>
  );
}

/** A month (`YYYY-MM`) as people write it: « Mars 2027 ». */
const monthName = (locale: string, month: string): string =>
  upperFirst(
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-01T00:00:00Z`),
    ),
    locale,
  );

function Statement({ statement }: { statement: RoyaltyStatement }) {
  const t = useT();
  const locale = useLocale();
  const { month, quarters, base, share, amount, currency } = statement;
  const facts = [
    t('contracts.figures.quarters', { n: quarters }),
    t('contracts.statement.base', { amount: minorAmount(locale, base, currency) }),
    t('contracts.statement.share', { share: percent(locale, share) }),
  ];
  return (
    <li className="flex flex-col gap-1 py-3">
      <p className="flex flex-wrap justify-between gap-2 font-strong">
        <span>{monthName(locale, month)}</span>
        <span className="num">{typeset(minorAmount(locale, amount, currency))}</span>
      </p>
      <p className="num text-small text-soft">{typeset(facts.join(' · '))}</p>
    </li>
  );
}

/** What the author of a published work sees of it: how it is read, and what it earned, month by month. */
export function EarningsPart({ manuscript }: { manuscript: ManuscriptRow }) {
  const t = useT();
  const statements = useStatementsOf(manuscript.id);
  if (!manuscript.mine || manuscript.work === null) return null;
  return (
    <>
      <Section title={t('contracts.figures')}>
        <Figures work={manuscript.work} />
      </Section>
      {statements && (
        <Section title={t('contracts.statements')}>
          {statements.length === 0 ? (
            <p className="text-small text-soft">{t('contracts.statements.none')}</p>
          ) : (
            <>
              <p className="text-small">{t('contracts.statements.unpaid')}</p>
              <CardList label={t('contracts.statements')}>
                {statements.map((statement) => (
                  <Statement key={statement.id} statement={statement} />
                ))}
              </CardList>
            </>
          )}
        </Section>
      )}
    </>
  );
}
