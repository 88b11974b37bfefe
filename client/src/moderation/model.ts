/** What other features may use of moderation: the button to report, and what an author is told, and what waits for moderators. */
export { MyReports } from './components/MyReports.tsx';
export { ReportButton } from './components/ReportButton.tsx';
export { Sanctioned } from './components/Sanctioned.tsx';
export { useModerates, useSanction, waits } from './queries.ts';
