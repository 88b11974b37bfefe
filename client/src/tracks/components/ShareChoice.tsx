import { useState, type ReactNode } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { trackVisibility, type Track } from '@egoejo/shared/tracks/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Section } from '../../ui/layout/Page.tsx';

type Shared = Pick<Track, 'visibility' | 'community'>;

/** Chooses for whom something of the member is: them alone, one community, or everybody. */
export function ShareChoice({
  title,
  who,
  hints,
  shared,
  busy,
  failed,
  changed = false,
  more,
  onShare,
}: {
  title: string;
  who: string;
  hints: Readonly<Record<Shared['visibility'], string>>;
  shared: Shared;
  busy: boolean;
  failed: Failure | null;
  /** Something of `more` was changed. */
  changed?: boolean;
  /** What else is asked of what a community has. */
  more?: ReactNode;
  onShare: (shared: Shared) => Promise<void>;
}) {
  const t = useT();
  const own = useOwnCommunities();
  const [visibility, setVisibility] = useState(shared.visibility);
  const [where, setWhere] = useState<string>(shared.community ?? '');
  if (!own) return null;
  const places = own.map((c) => ({ value: String(c.id), label: c.name }));
  const place = places.some((p) => p.value === where) ? where : (places[0]?.value ?? '');
  const community = visibility === 'community' ? (place as CommunityId) : null;
  const same =
    visibility === shared.visibility && community === shared.community && !(changed && visibility === 'community');
  const nowhere = visibility === 'community' && place === '';
  return (
    <Section title={title}>
      <RadioGroup
        label={who}
        value={visibility}
        onValue={setVisibility}
        options={trackVisibility.options.map((value) => ({
          value,
          label: t(`tracks.share.${value}`),
          hint: hints[value],
        }))}
      />
      {visibility === 'community' && places.length > 0 && (
        <>
          <Select label={t('tracks.share.where')} value={place} options={places} onValue={setWhere} />
          {more}
        </>
      )}
      {nowhere && <p className="text-small text-soft">{t('tracks.share.nowhere')}</p>}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button
        variant="quiet"
        icon="share"
        busy={busy}
        disabled={same || nowhere}
        onClick={() => void onShare({ visibility, community })}
      >
        {t('tracks.share.do')}
      </Button>
    </Section>
  );
}
