export const EMPTY_DRAFT = { email: '', name: '', codeSent: false };
/** What is kept on this device between the steps. */
type Draft = typeof EMPTY_DRAFT;
/** What each step takes. */
export interface StepProps {
  draft: Draft;
  setDraft: (next: Draft) => void;
}
