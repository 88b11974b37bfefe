/** Machine-made translation; a native reader has not checked it yet. */
export default {} as const;
