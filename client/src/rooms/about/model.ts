/** The way to the room about a club, for pages of the second stage: all members load the feature's `model.ts`. */
export { RoomAboutClub } from './RoomAbout.tsx';
