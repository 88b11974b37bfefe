/** Machine-made translation; a native reader has not checked it yet. */
export default { 'administration.title': 'Administración' } as const;
