import { useEffect } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { DownloadProgress, useRunning } from '../../downloads/model.ts';
import { useWifiHold } from '../../eco/store.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { mediaSource } from '../player/media-source.ts';
import { useTracks, type Shown } from '../queries.ts';
import { carryOn, fetchAnyway, leaveBehind, pauseSounds, resumeSounds, runKey, takeAlong } from './along.ts';
import type { Sound } from './database.ts';
import { guessedBytes, qualityNow } from './quality.ts';
import { useAlong } from './queries.ts';
import { followList, takeable, wantKey, type Takeable } from './wanted.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What is not wholly here yet: how far it is, why it waits, and what can be done. */
function Coming({ of, sounds }: { of: Takeable; sounds: readonly Sound[] }) {
  const t = useT();
  const locale = useLocale();
  const running = useRunning(...sounds.map(({ track }) => runKey(track)));
  const now = sounds.find(({ track }) => running?.key === runKey(track));
  const size = sum(sounds.map((s) => s.bytes));
  const got = sum(sounds.map((s) => s.got)) + Math.max(0, (running?.bytes ?? 0) - (now?.got ?? 0));
  const facts = { got: bytes(locale, got), size: bytes(locale, size) };
  const fault = sounds.find((s) => s.fault !== null)?.fault ?? null;
  const going = sounds.some(({ state }) => state === 'going');
  return (
    <DownloadProgress
      label={
        !going
          ? t('tracks.along.paused', facts)
          : t(running?.waits ? `tracks.along.waits.${running.waits}` : 'tracks.along.going', facts)
      }
      got={got}
      size={size}
      fault={
        fault === null
          ? null
          : { what: t(`tracks.along.fault.${fault}`), safe: t('tracks.along.safe'), next: t('tracks.along.next') }
      }
      anyway={running?.waits === 'wifi' ? { words: t('tracks.along.anyway'), run: () => fetchAnyway(sounds) } : null}
      actions={[
        going
          ? { words: t('tracks.along.pause'), run: () => pauseSounds(sounds) }
          : { words: t('tracks.along.resume'), run: () => resumeSounds(sounds) },
        { words: t('tracks.along.giveUp'), run: () => leaveBehind(wantKey(of)) },
      ]}
    />
  );
}

/** It is along: that all of it is here, or that some of it made room. */
function Taken({ of, sounds }: { of: Takeable; sounds: readonly Sound[] }) {
  const t = useT();
  const locale = useLocale();
  const away = sounds.some(({ state }) => state === 'away');
  if (!away && sounds.some(({ state }) => state !== 'here')) return <Coming of={of} sounds={sounds} />;
  const size = bytes(locale, sum(sounds.map((s) => s.bytes)));
  return (
    <div className="relative z-10 flex flex-wrap items-center gap-2">
      {away ? (
        <>
          <Notice icon="trash">{t('tracks.along.away')}</Notice>
          <Button variant="quiet" icon="download" onClick={() => void resumeSounds(sounds)}>
            {t('tracks.along.take', { size })}
          </Button>
        </>
      ) : (
        <Chip tone="leaf" icon="ok">
          {t('tracks.along.here', { size })}
        </Chip>
      )}
      <IconButton
        icon="trash"
        label={t('tracks.along.leave', { title: of.title })}
        onClick={() => void leaveBehind(wantKey(of))}
      />
    </div>
  );
}

/** The button that takes something along, with its size. */
function Take({ of, tracks, size }: { of: Takeable; tracks: readonly Track[]; size: number | undefined }) {
  const t = useT();
  const locale = useLocale();
  const held = useWifiHold();
  const offline = useOffline();
  const about = bytes(locale, size ?? sum(tracks.map(guessedBytes)));
  return (
    <div className="flex flex-col gap-1">
      <div>
        <Button variant="quiet" icon="download" onClick={() => void takeAlong(of, tracks)}>
          {t(size === undefined ? 'tracks.along.takeAbout' : 'tracks.along.take', { size: about })}
        </Button>
      </div>
      {(offline || held) && (
        <p className="text-tiny text-soft">{t(offline ? 'tracks.along.offline' : 'tracks.along.wifi')}</p>
      )}
    </div>
  );
}

/**
 * Takes a track, an album or a playlist along: its size first, then how far it is, then that it is here. While it is
 * shown, a list that is along follows what joins and leaves it.
 * @param tracks all tracks of the list that are on this device, in their order
 */
export function TakeAlong({
  of,
  tracks,
  shown,
}: {
  of: Takeable;
  tracks: readonly Track[];
  /** Of a track: what is shown of it, which says its exact size. */
  shown?: Shown | undefined;
}) {
  const t = useT();
  const along = useAlong();
  const rows = useTracks();
  const { kind, id, title } = of;
  const there = takeable(tracks);
  const taken = along?.wanted.find((w) => w.key === wantKey(of));
  const followed = kind === 'playlist' && taken !== undefined;
  useEffect(() => {
    if (!followed || !rows) return;
    const here = new Set<string>(rows.map((row) => row.id));
    void followList({ kind, id, title }, tracks, (track) => here.has(track)).then((changed) =>
      changed ? carryOn() : undefined,
    );
  }, [followed, rows, kind, id, title, tracks]);
  // A browser that plays streams by itself plays none from this device.
  if (!mediaSource() || !along || (there.length === 0 && !taken)) return null;
  const sounds = (taken?.tracks ?? []).flatMap((track) => along.sounds.get(track) ?? []);
  if (taken) return <Taken of={of} sounds={sounds} />;
  const list = kind === 'track' ? along.wanted.find((w) => w.tracks.includes(id)) : undefined;
  if (list) return <p className="text-small text-soft">{t('tracks.along.with', { title: list.title })}</p>;
  const quality = shown?.bytes ? qualityNow(shown.bytes) : null;
  return <Take of={of} tracks={there} size={quality === null ? undefined : shown?.bytes?.[quality]} />;
}
