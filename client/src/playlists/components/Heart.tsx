/** The sign of what a member likes, filled where they do. */
export const Heart = ({ full, className = 'size-6' }: { full: boolean; className?: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className={`stroke-icon ${full ? 'fill-current!' : ''} ${className}`}>
    <path d="M12 20C5 15 3.5 11.5 3.5 8.8A4.3 4.3 0 0 1 12 7.5a4.3 4.3 0 0 1 8.5 1.3C20.5 11.5 19 15 12 20z" />
  </svg>
);
