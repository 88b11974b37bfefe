export default { 'impact.mine': 'My impact', 'impact.project': 'Impact of the project' } as const;
