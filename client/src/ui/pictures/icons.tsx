/** The app's own line icons, 24 × 24, drawn in the current colour. Always beside a word or inside a named control. */
const paths = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6h-6v6H5a1 1 0 0 1-1-1z',
  project: 'M12 21V11M12 13c0-4 3-6 7-6 0 4-3 6-7 6zM12 16c0-3-2.5-5-6-5 0 3 2.5 5 6 5z',
  read: 'M12 6c-2-1.500-5-2-8-1.500V18c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V4.500C17 4 14 4.500 12 6zM12 6v13.500',
  cycle: 'M19 12a7 7 0 1 1-2.100-5M19 4v4h-4',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6',
  send: 'M12 19V5M6 11l6-6 6 6',
  ok: 'M5 13l4.500 4.500L19 7',
  no: 'M6 6l12 12M18 6L6 18',
  grain: 'M12 3c4 4 5 8 5 11a5 5 0 0 1-10 0c0-3 1-7 5-11zM12 9v10',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.500 15.500L20 20',
  back: 'M14.500 5.500L8 12l6.500 6.500',
  next: 'M9.500 5.500L16 12l-6.500 6.500',
  down: 'M6 9.500l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  share: 'M12 15V4M8 7.500L12 3.500l4 4M6 12v7a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-7',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 19.500a2.500 2.500 0 ' +
    '1 0 0-5 2.500 2.500 0 0 0 0 5z',
  download: 'M12 4v11M7.500 11L12 15.500 16.500 11M5 20h14',
  upload: 'M12 16V5M7.500 9L12 4.500 16.500 9M5 20h14',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l1 12.500h8L17 7M10.500 11v5M13.500 11v5',
  offline:
    'M3 3l18 18M8.500 15.500a5 5 0 0 1 5-1M5.500 12a9 9 0 0 1 4-2.200M13.500 9.200a9 9 0 0 1 5 2.800M2.500 ' +
    '8.500A13.500 13.500 0 0 1 6 6.200M10.500 5a13.500 13.500 0 0 1 11 3.500M12 19h.01',
  leaf: 'M5 19c0-9 5-14 15-14 0 10-5 15-14 14zM5 19c2-5 5-8 9-9.500',
  camera: 'M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  external: 'M13 5h6v6M19 5l-8 8M16 14v5H5V8h5',
  silo: 'M7 20V8c0-3 2-4.500 5-4.500S17 5 17 8v12zM7 9.500h10M7 14h10M4 20h16',
  vote: 'M4 12h16v8H4zM9 12l-1-8h8l-1 8M10.500 7.500l1.200 1.200L14 6.500',
  people:
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.8-3.500 3.200-5 6.500-5s5.700 1.500 ' +
    '6.500 5M15.500 4.800a3.500 3.500 0 0 1 0 6.400M17.500 15c2 .6 3.300 2 4 4.500',
  stars: 'M6 7h.01M17 5h.01M19 14h.01M9 18h.01M12 11h.01M6 7l6 4 5-6M12 11l7 3M12 11l-3 7',
  help:
    'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM9.800 9.500a2.300 2.300 0 1 1 3.200 ' +
    '2.200c-.7.300-1 .8-1 1.800M12 16.500h.01',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  warning: 'M12 4l9 16H3zM12 10v4.500M12 17.500h.01',
  place:
    'M12 21c4.500-4.500 6.500-8 6.500-11a6.500 6.500 0 0 0-13 0c0 3 2 6.500 6.500 11zM12 12.500a2.500 2.500 0 ' +
    '1 0 0-5 2.500 2.500 0 0 0 0 5z',
  calendar: 'M5 6.500h14v13H5zM5 11h14M9 4v4M15 4v4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4l2.500 2',
  link:
    'M10 14a3.500 3.500 0 0 0 5 0l3-3a3.500 3.500 0 0 0-5-5l-1 1M14 10a3.500 3.500 0 0 0-5 0l-3 3a3.500 3.500 0 ' +
    '0 0 5 5l1-1',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  eye:
    'M2.500 12c2.500-4.500 5.700-6.500 9.500-6.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 ' +
    '2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15.500 9.500h.01',
  list: 'M9 7h11M9 12h11M9 17h11M4.500 7h.01M4.500 12h.01M4.500 17h.01',
  chart: 'M4 20h16M7 20v-6M12 20V5M17 20v-9',
  text: 'M5 6h14M5 10h14M5 14h9M5 18h6',
  door: 'M10 4h9v16h-9M14 12H4M7.500 8.500L4 12l3.500 3.500',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.500 2H4.500zM10 20.500h4',
  sound: 'M4 10v4h3.500l4.500 4V6l-4.500 4zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  tools: 'M14.500 6.500a4 4 0 0 0-5 5L4 17l3 3 5.500-5.500a4 4 0 0 0 5-5L15 12l-3-3z',
} as const;

export type IconName = keyof typeof paths | 'wait';

/** Icons that point along the reading direction are mirrored in a right-to-left language. */
const mirrored = new Set<IconName>(['back', 'next', 'door', 'external']);

/** An icon, hidden from screen readers, which read the word beside it. */
export function Icon({ name, className = 'size-6' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`stroke-icon ${mirrored.has(name) ? 'rtl:-scale-x-100' : ''} ${className}`}
    >
      {name === 'wait' ? (
        <>
          <circle cx="12" cy="12" r="8" strokeDasharray="3.5 3" />
          <path d="M12 8v4l2.500 2" />
        </>
      ) : (
        <path d={paths[name]} strokeWidth={name === 'more' ? 3 : undefined} />
      )}
    </svg>
  );
}
