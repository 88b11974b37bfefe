/** Names of the files of tracks in the store of media. */

/** The file as it was added. Nobody fetches it: it may hold personal tags. */
export const masterKey = (track: string): string => `tracks/${track}/master.bin`;
/** What the names of all pieces of a track begin with. */
export const piecesOf = (track: string): string => `sound/${track}/`;
/** A piece: the first of a quality, or one of those that follow. */
export const pieceKey = (track: string, sha256: string, ending: 'mp4' | 'm4s'): string =>
  `${piecesOf(track)}${sha256}.${ending}`;
