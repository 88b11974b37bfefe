/** Cases that wait, for the animators' page. Not in the feature's `model.ts`, which every member loads. */
export { CaseCard } from '../components/CaseCard.tsx';
export { useQueue } from '../queries.ts';
