/** The way to the room about a club, and what rooms are called, for pages of the second stage: all members load the feature's `model.ts`. */
export { RoomAboutClub } from './RoomAbout.tsx';
export { useRoomTitle } from './title.ts';
