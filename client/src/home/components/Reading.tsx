import { Link } from '@tanstack/react-router';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useRows } from '../../sync/api/live.ts';
import { useTexts } from '../../sync/api/texts.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Bar } from '../../ui/progress.tsx';
import { firstStory, minutesFor, resumeReading } from '../queries.ts';

/** The text that the member was reading. */
export function Reading() {
  const t = useT();
  const items = useRows('readingItem');
  const positions = useRows('position');
  const kept = useTexts('item');
  const keptStories = useTexts('story');
  const found = items && positions ? resumeReading(items, positions) : null;
  if (!found) return null;
  const item = items?.find((i) => i.id === found.item.id);
  const here = kept?.has(found.item.id) || (item?.story ? keptStories?.has(item.story) : false);
  const left = Math.round((minutesFor(found.item.words) * (10_000 - found.at)) / 10_000);
  return (
    <Card className="relative">
      <p className="text-tiny text-soft">{t('home.reading.kicker', { percent: Math.floor(found.at / 100) })}</p>
      <h2 className="mt-0.5 text-head">
        <Link
          to="/lire/$id"
          params={{ id: found.item.id }}
          className="no-underline after:absolute after:inset-0 after:rounded-card"
        >
          {found.item.title}
        </Link>
      </h2>
      <p className="mb-2 text-small text-soft">
        {[here ? t('home.reading.downloaded') : '', t('home.reading.left', { n: left })].filter(Boolean).join(' · ')}
      </p>
      <Bar total={10_000} parts={[{ value: found.at, fill: 'leaf' }]} />
    </Card>
  );
}

/** For a new member without grains: a first story worth 10 grains. */
export function FirstStory() {
  const t = useT();
  const locale = useLocale();
  const stories = useRows('story');
  const grains = useFlag('ENABLE_SAKA');
  const story = stories && firstStory(stories, locale);
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
