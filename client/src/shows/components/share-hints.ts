import type { Translate } from '../../i18n/locale.ts';

/** What each choice of who sees a show means. */
export const shareHints = (t: Translate) => ({
  private: t('shows.share.private.hint'),
  community: t('shows.share.community.hint'),
  public: t('shows.share.public.hint'),
});
