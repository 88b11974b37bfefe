import { PageOfBooks } from '../../books/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { day as dayInWords } from '../../i18n/when.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Level } from '../components/Level.tsx';
import { Medal } from '../components/Medal.tsx';
import { badgeName } from '../names.ts';
import { useBadges, type ShownBadge } from '../queries.ts';

type Look = Parameters<typeof Medal>[0]['look'];

/** The day of a badge; that it is expected; or how many of its number there are. */
function About({ badge: { rule, day, count }, look }: { badge: ShownBadge; look: Look }) {
  const t = useT();
  const locale = useLocale();
  if (day !== null)
    return (
      <time dateTime={day} className="text-tiny text-soft">
        {dayInWords(locale, Date.parse(`${day}T12:00`))}
      </time>
    );
  if (look === 'expected')
    return (
      <Chip tone="wait" icon="wait">
        {t('badges.wait')}
      </Chip>
    );
  return (
    <div className="flex w-full flex-col gap-1">
      <Bar parts={[{ value: Math.min(count, rule.n), fill: 'leaf' }]} total={rule.n} />
      <span className="num text-tiny text-soft">{t('badges.far', { n: count, of: rule.n })}</span>
    </div>
  );
}

/** Here, since a class would be in the styles of every page. */
const COLUMNS = { gridTemplateColumns: 'repeat(auto-fill, minmax(min(8.5rem, 100%), 1fr))' };

/** Badges side by side, each with its picture and its name. */
function Badges({
  title,
  look,
  badges,
  hint,
}: {
  title: string;
  look: Look;
  badges: readonly ShownBadge[];
  hint?: string;
}) {
  const t = useT();
  if (badges.length === 0) return null;
  return (
    <Section title={title}>
      {hint && <p className="text-small text-soft">{hint}</p>}
      <ul aria-label={title} className="grid gap-3" style={COLUMNS}>
        {badges.map((badge) => (
          <li
            key={badge.rule.badge}
            className="flex flex-col items-center gap-1.5 rounded-card border border-line bg-surface p-3 text-center shadow-card"
          >
            <Medal rule={badge.rule} look={look} />
            <span className="flex-1 text-small font-strong">{badgeName(t, badge.rule)}</span>
            <About badge={badge} look={look} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MyBadges() {
  const t = useT();
  const shown = useBadges();
  const given = (shown?.badges ?? [])
    .filter(({ day }) => day !== null)
    .toSorted((a, b) => Date.parse(b.day ?? '') - Date.parse(a.day ?? ''));
  const others = (shown?.badges ?? []).filter(({ day }) => day === null);
  return (
    <Page title={t('badges.title')} back="/lire">
      {shown && (
        <>
          <Level points={shown.points} more={shown.more} />
          <LinkButton variant="quiet" icon="chart" to="/lire/defis/{-$id}" className="self-start">
            {t('badges.challenges')}
          </LinkButton>
          <Badges
            title={t('badges.expected')}
            hint={t('badges.expected.hint')}
            look="expected"
            badges={others.filter(({ expected }) => expected)}
          />
          <Badges title={t('badges.given')} look="given" badges={given} />
          <Badges title={t('badges.toCome')} look="toCome" badges={others.filter(({ expected }) => !expected)} />
        </>
      )}
    </Page>
  );
}

/** The member's level as a reader, and their badges: given by the server, expected by this device, and to come. */
export const BadgesPage = () => (
  <PageOfBooks>
    <MyBadges />
  </PageOfBooks>
);
