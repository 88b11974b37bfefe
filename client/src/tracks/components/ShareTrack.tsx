import { useState } from 'react';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { trackVisibility, type Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Section } from '../../ui/layout/Page.tsx';

/** Chooses who may hear a track of the member, also without a network. */
export function ShareTrack({ track }: { track: Track }) {
  const t = useT();
  const own = useOwnCommunities();
  const [visibility, setVisibility] = useState(track.visibility);
  const [where, setWhere] = useState<string>(track.community ?? '');
  const { queue, busy, failed } = useQueueing();
  if (!own) return null;
  const places = own.map((c) => ({ value: String(c.id), label: c.name }));
  const place = places.some((p) => p.value === where) ? where : (places[0]?.value ?? '');
  const community = visibility === 'community' ? (place as CommunityId) : null;
  const same = visibility === track.visibility && community === track.community;
  const nowhere = visibility === 'community' && place === '';
  const send = async () => {
    const key = await queue('track.share', { track: track.id, visibility, community }, track.title);
    if (key !== null) toastAct(key);
  };
  return (
    <Section title={t('tracks.share')}>
      <RadioGroup
        label={t('tracks.share.who')}
        value={visibility}
        onValue={setVisibility}
        options={trackVisibility.options.map((value) => ({
          value,
          label: t(`tracks.share.${value}`),
          hint: t(`tracks.share.${value}.hint`),
        }))}
      />
      {visibility === 'community' && places.length > 0 && (
        <Select label={t('tracks.share.where')} value={place} options={places} onValue={setWhere} />
      )}
      {nowhere && <p className="text-small text-soft">{t('tracks.share.nowhere')}</p>}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button variant="quiet" icon="share" busy={busy} disabled={same || nowhere} onClick={() => void send()}>
        {t('tracks.share.do')}
      </Button>
    </Section>
  );
}
