/** What other features show of the member's acts. */
export { RefusedAct, WaitingAct } from './components/WaitingAct.tsx';
export { ActSpot, toastAct, toastQueued } from './components/ActSpot.tsx';
