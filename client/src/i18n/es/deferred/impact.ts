/** Machine-made translation; a native reader has not checked it yet. */
export default { 'impact.mine': 'Mi impacto', 'impact.project': 'Impacto del proyecto' } as const;
