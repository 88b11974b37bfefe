/** Notes on acts of plays; each is also the key of its words (`note.<code>`). */
export const playsNotes = { 'plays.no_time': [], 'plays.unknown_track': [] } as const;
