import { REACTIONS, type Message, type Reaction } from '@egoejo/shared/rooms/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../../ui/pictures/icons.tsx';

/** The reactions to a message, with how many gave each; a tap gives it too, or takes it back. */
export function ReactionChips({
  reactions,
  me,
  waiting,
  onReact,
}: {
  reactions: Message['reactions'];
  me: string;
  /** Those that wait on this device. */
  waiting: ReadonlySet<string>;
  onReact: ((of: Reaction, on: boolean) => void) | null;
}) {
  const t = useT();
  if (reactions.length === 0) return null;
  return (
    <div className="-my-1.5 flex flex-wrap">
      {reactions.map(({ of, by }) => {
        const mine = by.some((m) => m === me);
        return (
          <button
            key={of}
            type="button"
            className="grid min-h-11 min-w-11 place-items-center pe-1"
            aria-pressed={mine}
            aria-label={t('rooms.react.n', { emoji: of, n: by.length })}
            disabled={onReact === null}
            onClick={() => onReact?.(of, !mine)}
          >
            <span
              className={`num inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-small ${
                mine ? 'border-leaf bg-leaf-soft text-leaf' : 'border-line bg-surface text-soft'
              }`}
            >
              <span aria-hidden="true">{of}</span>
              {by.length}
              {waiting.has(of) && <Icon name="wait" className="size-[15px] text-wait" />}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** The reactions to choose from. */
export function ReactionRow({ mine, onPick }: { mine: ReadonlySet<Reaction>; onPick: (of: Reaction) => void }) {
  const t = useT();
  return (
    <div role="group" aria-label={t('rooms.react')} className="grid grid-cols-8 justify-items-center gap-0.5">
      {REACTIONS.map((of) => (
        <button
          key={of}
          type="button"
          aria-pressed={mine.has(of)}
          aria-label={t('rooms.react.with', { emoji: of })}
          className={`grid h-11 w-full max-w-14 place-items-center rounded-inner text-title ${
            mine.has(of) ? 'bg-leaf-soft outline-2 -outline-offset-2 outline-leaf' : ''
          }`}
          onClick={() => onPick(of)}
        >
          <span aria-hidden="true">{of}</span>
        </button>
      ))}
    </div>
  );
}
