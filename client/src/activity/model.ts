/** What other features show of the member's acts. */
export { WaitingAct } from './components/WaitingAct.tsx';
