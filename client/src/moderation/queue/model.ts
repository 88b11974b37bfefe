/** The waiting cases, for the animators' page. The feature's `model.ts` does not have them, because all members load it. */
export { CaseCard } from '../components/CaseCard.tsx';
export { useQueue } from '../queries.ts';
