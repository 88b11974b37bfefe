/** Machine-made translation; a native reader has not checked it yet. */
export default { 'notifications.title': 'Notifikaasioŋ yi', 'notifications.all': 'Ngir way-bokk yépp' } as const;
