/** Machine-made translation; a native reader has not checked it yet. */
export default { 'impact.mine': 'Athari zangu', 'impact.project': 'Athari za mradi' } as const;
