/** The app's own line icons, 24 × 24, drawn in the current colour. Always beside a word or inside a named control. */
const paths = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6h-6v6H5a1 1 0 0 1-1-1z',
  project: 'M12 21V11M12 13c0-4 3-6 7-6 0 4-3 6-7 6zM12 16c0-3-2.5-5-6-5 0 3 2.5 5 6 5z',
  read: 'M12 6c-2-1.5-5-2-8-1.5V18c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V4.5C17 4 14 4.5 12 6zM12 6v13.5',
  cycle: 'M19 12a7 7 0 1 1-2.1-5M19 4v4h-4',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-6 8-6s7 2 8 6',
  send: 'M12 19V5M6 11l6-6 6 6',
  ok: 'M5 13l4.5 4.5L19 7',
  no: 'M6 6l12 12M18 6L6 18',
  grain: 'M12 3c4 4 5 8 5 11a5 5 0 0 1-10 0c0-3 1-7 5-11zM12 9v10',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 15.5L20 20',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  down: 'M6 9.5l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  share: 'M12 15V4M8 7.5L12 3.5l4 4M6 12v7a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-7',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 ' +
    '1 0 0-5 2.5 2.5 0 0 0 0 5z',
  download: 'M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14',
  upload: 'M12 16V5M7.5 9L12 4.5 16.5 9M5 20h14',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7M10.5 11v5M13.5 11v5',
  offline:
    'M3 3l18 18M8.5 15.5a5 5 0 0 1 5-1M5.5 12a9 9 0 0 1 4-2.2M13.5 9.2a9 9 0 0 1 5 2.8M2.5 ' +
    '8.5A13.5 13.5 0 0 1 6 6.2M10.5 5a13.5 13.5 0 0 1 11 3.5M12 19h.01',
  leaf: 'M5 19c0-9 5-14 15-14 0 10-5 15-14 14zM5 19c2-5 5-8 9-9.5',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  external: 'M13 5h6v6M19 5l-8 8M16 14v5H5V8h5',
  silo: 'M7 20V8c0-3 2-4.5 5-4.5S17 5 17 8v12zM7 9.5h10M7 14h10M4 20h16',
  vote: 'M4 12h16v8H4zM9 12l-1-8h8l-1 8M10.5 7.5l1.2 1.2L14 6.5',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.8-3.5 3.2-5 6.5-5s5.7 1.5 ' +
    '6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 15c2 .6 3.3 2 4 4.5',
  stars: 'M6 7h.01M17 5h.01M19 14h.01M9 18h.01M12 11h.01M6 7l6 4 5-6M12 11l7 3M12 11l-3 7',
  help: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9.8 9.5a2.3 2.3 0 1 1 3.2 2.2c-.7.3-1 .8-1 1.8M12 16.5h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.5h.01',
  place:
    'M12 21c4.5-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.5 6.5 11zM12 12.5a2.5 2.5 0 ' +
    '1 0 0-5 2.5 2.5 0 0 0 0 5z',
  calendar: 'M5 6.5h14v13H5zM5 11h14M9 4v4M15 4v4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4l2.5 2',
  link: 'M10 14a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1M14 10a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  eye:
    'M2.5 12c2.5-4.5 5.7-6.5 9.5-6.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 ' +
    '2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01',
  list: 'M9 7h11M9 12h11M9 17h11M4.5 7h.01M4.5 12h.01M4.5 17h.01',
  chart: 'M4 20h16M7 20v-6M12 20V5M17 20v-9',
  text: 'M5 6h14M5 10h14M5 14h9M5 18h6',
  door: 'M10 4h9v16h-9M14 12H4M7.5 8.5L4 12l3.5 3.5',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2H4.5zM10 20.5h4',
  mute: 'M6 17V11a6 6 0 0 1 12 0v6zM10 20h4M4 4l16 16',
  sound: 'M4 10v4h3.5l4.5 4V6l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  talk: 'M4.5 5h15v11h-9L6 19.5V16H4.5z',
  stop: 'M7 7h10v10H7z',
  pin: 'M8.5 4h7M9.5 4v6L6.5 13.5v1.5h11v-1.5L14.5 10V4M12 15v6',
  unpin: 'M8.5 4h7M9.5 5.5V10L6.5 13.5v1.5h8.5M17.5 13.5L14.5 10V4M12 15v6M4 4l16 16',
  play: 'M8 5.5l11 6.5L8 18.5z',
  pause: 'M8.5 6v12M15.5 6v12',
  mic: 'M9 6a3 3 0 0 1 6 0v6a3 3 0 0 1-6 0zM6 12a6 6 0 0 0 12 0M12 18v3',
  clip: 'M18 9l-8 8a3 3 0 0 1-4-4l8-8a2 2 0 0 1 3 3l-7 7',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  tools: 'M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z',
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
