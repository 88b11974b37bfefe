import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Stepper } from '../../ui/forms/Stepper.tsx';
import { mostVotes, whyNoMore, type Price } from '../form.ts';

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
        <i key={i} className="size-[7px] rounded-dot bg-grain-fill forced-color-adjust-none" />
      ))}
    </div>
  );
}

function OptionRow({
  option,
  votes,
  most,
  stops,
  onVotes,
}: {
  option: PollOption;
  votes: number;
  most: number;
  stops: string;
  onVotes: (v: number) => void;
}) {
  const t = useT();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-2 py-2.5">
      <p className="basis-full text-[0.9375rem] leading-snug font-strong">
        {option.project ? (
          <Link to="/projets/$id" params={{ id: option.project }} className="no-underline hover:underline">
            {typeset(option.label)}
          </Link>
        ) : (
          typeset(option.label)
        )}
      </p>
      <div className="min-w-0 flex-1 basis-24">
        <Squares n={votes * votes} />
        <span className="num text-tiny text-soft">{t('polls.credits.of', { n: votes * votes })}</span>
      </div>
      <Stepper
        label={t('polls.votes.for', { label: option.label })}
        value={votes}
        max={Math.max(votes, most)}
        stops={stops}
        onChange={onVotes}
      />
    </li>
  );
}

/** Votes by steppers. The squares of the votes are credits; if the poll has a unit, each credit costs grains (P4). */
export function QuadraticBallot({ method, options, content, price, onContent }: QuadraticProps) {
  const t = useT();
  const stops = (id: string): string => {
    const { of, n, left } = whyNoMore(method, content, id, price.purse);
    return t(`polls.stops.${of}`, { n, left });
  };
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
            stops={stops(o.id)}
            onVotes={(v) => put(o.id, v)}
          />
        ))}
      </ul>
      <p className="text-tiny text-soft">
        {method.unit > 0 && price.purse < method.unit && (
          <>
            <Link to="/lire" className="font-strong text-leaf underline">
              {t('polls.harvest')}
            </Link>{' '}
          </>
        )}
        {t('polls.squares')}
      </p>
    </>
  );
}
