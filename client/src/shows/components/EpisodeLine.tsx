import { Link } from '@tanstack/react-router';
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Episode } from '@egoejo/shared/shows/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { day } from '../../i18n/when.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Chapters, PlayButton, playHere, TakeAlong } from '../../tracks/model.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Chip, Settled, type ActState } from '../../ui/feedback/Chip.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { Folded } from './Folded.tsx';

/** Whether the sound of an episode can be asked for, is on its way, or could not be had. */
function Sound({ episode, onAsk }: { episode: Episode; onAsk: (() => void) | null }) {
  const t = useT();
  const { state, title, code, params } = episode;
  const again = state === 'failed';
  return (
    <div className="flex flex-wrap items-center gap-2 empty:hidden">
      {state === 'asked' && (
        <Chip tone="wait" icon="wait">
          {t('tracks.preparing')}
        </Chip>
      )}
      {state === 'ready' && <span className="text-small text-soft">{t('shows.episode.coming')}</span>}
      {again && (
        <Chip tone="clay" icon="no">
          {t('shows.episode.failed', { reason: code === null ? '' : lowerFirst(errorText({ code, params })) })}
        </Chip>
      )}
      {onAsk && (again || state === 'offered') && (
        <Button
          variant="quiet"
          icon={again ? 'cycle' : 'download'}
          aria-label={t(again ? 'shows.ask.again.one' : 'shows.ask.one', { title })}
          onClick={onAsk}
        >
          {t(again ? 'shows.ask.again' : 'shows.ask')}
        </Button>
      )}
    </div>
  );
}

/** An episode of a show: what it is, and how to hear it. */
export function EpisodeLine({
  episode,
  track,
  among,
  here,
  place,
  asking,
  onAsk,
}: {
  episode: Episode;
  /** The track that plays it. Undefined: it cannot be heard yet. */
  track: Track | undefined;
  /** The tracks that play after it. */
  among: readonly Track[];
  /** Whether its sound is on this device. */
  here: boolean;
  /** Where it was last heard, seconds. */
  place: number;
  /** The state of the act that asks for it, until the server has it. */
  asking: ActState | undefined;
  /** Null: a visitor, who cannot ask for it. */
  onAsk: (() => void) | null;
}) {
  const t = useT();
  const locale = useLocale();
  const away = useOffline() && !here;
  const { title, text, publishedAt, explicit, chapters } = episode;
  const seconds = track?.seconds ?? episode.seconds;
  const ready = track?.state === 'ready';
  const length = seconds === null ? '' : clockTime(locale, seconds);
  const facts = [
    day(locale, Date.parse(publishedAt)),
    place > 0 ? t('tracks.at', { at: clockTime(locale, place), length }) : length,
    explicit && t('shows.episode.explicit'),
    here && lowerFirst(t('tracks.whose.here')),
    ready && away && t('tracks.along.not'),
  ];
  return (
    <article className="relative flex flex-col gap-2 rounded-card border border-line bg-surface p-3">
      <div className="flex items-center gap-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="leading-tight font-strong" dir="auto">
            {track ? (
              <Link to="/ecouter/$id" params={{ id: track.id }} className="no-underline">
                {typeset(title)}
              </Link>
            ) : (
              typeset(title)
            )}
          </h2>
          <p className="num text-tiny text-soft">{facts.filter(Boolean).join(' · ')}</p>
        </div>
        {ready && !away && <PlayButton id={track.id} title={title} onPlay={() => playHere(among, track.id)} />}
      </div>
      {text !== '' && <Folded text={text} short />}
      {!ready && (
        <Settled state={asking}>
          <Sound episode={episode} onAsk={onAsk} />
        </Settled>
      )}
      {ready && (
        <>
          <TakeAlong of={{ kind: 'track', id: track.id, title }} tracks={[track]} />
          <Chapters track={track} chapters={chapters} among={among} />
        </>
      )}
    </article>
  );
}
