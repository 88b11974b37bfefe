import { READ_HARVEST } from '@egoejo/shared/reading/mutations.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useFlag } from '../../saka/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { useChoice } from '../../reading/choice.ts';
import { minutesFor } from '../../reading/next-text.ts';

function TextCard({
  kicker,
  id,
  title,
  facts,
  children,
}: {
  kicker: string;
  id: string;
  title: string;
  facts: string;
  children?: ReactNode;
}) {
  return (
    <Card className="relative">
      <p className="text-tiny text-soft">{kicker}</p>
      <h2 className="mt-0.5 text-head">
        <Link to="/lire/$id" params={{ id }} className="covers no-underline">
          {typeset(title)}
        </Link>
      </h2>
      <p className="text-small text-soft">{facts}</p>
      {children}
    </Card>
  );
}

/** The text that the member was reading, and one to read next. `next`: false where a first story is shown already. */
export function Reading({ next: wantsNext }: { next: boolean }) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const choice = useChoice();
  if (!choice) return <Filling />;
  const found = choice.begun;
  const next = wantsNext ? choice.next : null;
  return (
    <>
      {found && (
        <TextCard
          kicker={t('home.reading.kicker', { percent: Math.floor(found.at / 100) })}
          id={found.id}
          title={found.title}
          facts={[
            found.here ? t('home.reading.downloaded') : '',
            t('home.reading.left', { n: Math.round((minutesFor(found.words) * (10_000 - found.at)) / 10_000) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          <div className="pt-2">
            <Bar total={10_000} parts={[{ value: found.at, fill: 'leaf' }]} />
          </div>
        </TextCard>
      )}
      {next && (
        <TextCard
          kicker={next.story && grains ? t('home.reading.nextHarvest', { n: READ_HARVEST }) : t('home.reading.next')}
          id={next.id}
          title={next.title}
          facts={t('home.reading.minutes', { n: minutesFor(next.words) })}
        />
      )}
    </>
  );
}

/** For a new member without grains: a first story worth 10 grains. */
export function FirstStory() {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const choice = useChoice();
  if (!choice) return <Filling />;
  const story = choice.next;
  if (!story || !grains) return null;
  return (
    <Card>
      <p className="text-tiny text-soft">{t('home.first.kicker')}</p>
      <h2 className="mt-0.5 text-head">{t('home.first.title')}</h2>
      <p className="mt-1 mb-2.5 text-small text-soft">
        {t('home.first.text', { title: story.title, n: minutesFor(story.words) })}
      </p>
      <LinkButton to="/lire/$id" params={{ id: story.id }} block icon="read">
        {t('home.first.read')}
      </LinkButton>
    </Card>
  );
}
