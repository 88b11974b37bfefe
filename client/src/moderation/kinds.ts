import type { SubjectKind } from '@egoejo/shared/moderation/model.ts';
import type { MessageKey } from '../i18n/locale.ts';

/** The name of a kind of subject. Does not compile while one has none in the catalogues. */
export const kindOf = (kind: SubjectKind): MessageKey => `moderation.kind.${kind}`;
