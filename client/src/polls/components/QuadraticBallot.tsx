import { Link } from '@tanstack/react-router';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/Card.tsx';
import { Bar } from '../../ui/progress.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { mostVotes, type Price } from '../form.ts';

type Votes = Extract<BallotContent, { kind: 'quadratic' }>;
type Quadratic = Extract<PollMethod, { kind: 'quadratic' }>;
interface QuadraticProps {
  method: Quadratic;
  options: readonly PollOption[];
  content: Votes;
  price: Price;
  onContent: (next: Votes) => void;
}

/** v² small squares that visualize the cost of one option's votes. */
function Squares({ n }: { n: number }) {
  return (
    <div aria-hidden="true" className="mt-1 flex flex-wrap gap-[3px]">
      {Array.from({ length: n }, (_, i) => (
        <i key={i} className="size-[7px] rounded-dot bg-grain-fill" />
      ))}
    </div>
  );
}

function OptionRow({
  option,
  votes,
  most,
  onVotes,
}: {
  option: PollOption;
  votes: number;
  most: number;
  onVotes: (v: number) => void;
}) {
  const t = useT();
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-2 py-2.5">
      <p className="col-span-2 text-[0.9375rem] leading-snug font-strong">
        {option.project ? (
          <Link to="/projets/$id" params={{ id: option.project }} className="no-underline hover:underline">
            {option.label}
          </Link>
        ) : (
          option.label
        )}
      </p>
      <div className="min-w-0">
        <Squares n={votes * votes} />
        <span className="num text-tiny text-soft">{t('polls.credits.of', { n: votes * votes })}</span>
      </div>
      <Stepper
        label={t('polls.votes.for', { label: option.label })}
        value={votes}
        max={Math.max(votes, most)}
        onChange={onVotes}
      />
    </li>
  );
}

/** Votes by steppers. The squares of the votes are credits; if the poll has a unit, each credit costs grains (P4). */
export function QuadraticBallot({ method, options, content, price, onContent }: QuadraticProps) {
  const t = useT();
  const put = (id: string, v: number) => onContent({ kind: 'quadratic', votes: { ...content.votes, [id]: v } });
  return (
    <>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5 py-1.5 shadow-card">
        {options.map((o) => (
          <OptionRow
            key={o.id}
            option={o}
            votes={content.votes[o.id] ?? 0}
            most={mostVotes(method, content, o.id, price.purse)}
            onVotes={(v) => put(o.id, v)}
          />
        ))}
      </ul>
      <Card label={t('polls.credits')}>
        <p className="flex">
          <span className="flex-1 text-small text-soft">{t('polls.credits')}</span>
          <b className="num">{t('polls.credits.used', { n: price.credits, max: method.credits })}</b>
        </p>
        <div className="my-2">
          <Bar parts={[{ value: price.credits, fill: 'grain' }]} total={method.credits} />
        </div>
        <p className="num text-tiny text-soft" aria-live="polite">
          {method.unit > 0 && price.purse < method.unit && (
            <>
              <Link to="/lire" className="font-strong text-leaf underline">
                {t('polls.harvest')}
              </Link>{' '}
            </>
          )}
          {method.unit > 0 ? t('polls.cost', { n: price.grains, free: price.purse }) : t('polls.cost.none')}{' '}
          {t('polls.squares')}
        </p>
      </Card>
    </>
  );
}
