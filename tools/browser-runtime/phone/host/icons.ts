/** The host's own drawings, each the inside of a 24 × 24 SVG. */
export const ICONS = {
  back: '<path d="M15 4.5 7.5 12l7.5 7.5"/>',
  home: '<path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>',
  more: '<g fill="currentColor" stroke="none"><circle cx="12" cy="12" r="2.6"/><circle cx="4.6" cy="12" r="1.7"/><circle cx="19.4" cy="12" r="1.7"/></g>',
  target:
    '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="3" fill="currentColor" stroke="none"/>',
  tick: '<path d="m4.5 12.5 5 5 10-11"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  warning: '<path d="M12 7v6.5"/><circle cx="12" cy="17.2" r=".6" fill="currentColor"/>',
  friend: '<path d="M14.5 5 21 11l-6.5 6v-3.6C9.3 13.3 5.6 15 3 19c.4-6 4-10.2 11.5-10.5z"/>',
  moments:
    '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v9M20.5 12h-9M12 20.5v-9M3.5 12h9"/><path d="m6 6 6 6M18 6l-6 6M18 18l-6-6M6 18l6-6"/>',
  place:
    '<path d="M12 21c4.5-4.8 7-8.2 7-11.3A7 7 0 0 0 5 9.7C5 12.800 7.500 16.200 12 21z"/><circle cx="12" cy="9.800" r="2.600"/>',
  file: '<path d="M6 3.500h8l4 4V20.500H6zM14 3.500v4h4M9 12.500h6M9 16h6"/>',
  reload: '<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4.3h-4.3"/>',
  picture:
    '<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.6"/><path d="m5 17.5 5-4.5 3.5 3 2.5-2 3.5 3.5"/>',
  camera:
    '<path d="M4 8h3.5L9 5.5h6L16.5 8H20a.8.8 0 0 1 .8.8v9.4a.8.8 0 0 1-.8.8H4a.8.8 0 0 1-.8-.8V8.8A.8.8 0 0 1 4 8z"/><circle cx="12" cy="13" r="3.6"/>',
  phone: '<rect x="7" y="2.5" width="10" height="19" rx="2.2"/><path d="M10.8 18.6h2.4"/>',
  person: '<circle cx="12" cy="8.2" r="3.7"/><path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
  signal:
    '<g fill="currentColor" stroke="none"><rect x="3" y="14" width="3.4" height="5" rx=".8"/><rect x="8" y="11" width="3.4" height="8" rx=".8"/><rect x="13" y="8" width="3.4" height="11" rx=".8"/><rect x="18" y="5" width="3.4" height="14" rx=".8"/></g>',
  noSignal:
    '<path d="M5 12.5a10 10 0 0 1 14 0M8.2 15.7a5.4 5.4 0 0 1 7.6 0"/><path d="M4 4l16 16"/><circle cx="12" cy="19" r=".8" fill="currentColor"/>',
  battery:
    '<rect x="2.5" y="7.5" width="17" height="9" rx="2.4" stroke-width="1.2"/><rect x="4.2" y="9.2" width="11.5" height="5.6" rx="1" fill="currentColor" stroke="none"/><path d="M21.5 10.5v3" stroke-width="1.6"/>',
  shield:
    '<path d="M12 3.5 19 6v5.5c0 4.5-2.9 7.6-7 9-4.1-1.4-7-4.5-7-9V6z"/><path d="m9 12 2.2 2.2 4-4.4"/>',
  bell: '<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10 20.5h4"/>',
  moon: '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
  letters:
    '<path d="m3.5 18.5 5.5-13 5.5 13M5.3 14.5h7.4"/><path d="m15.5 18.5 2.8-6.5 2.7 6.5M16.5 16.5h3.5"/>',
  widen: '<rect x="3" y="5" width="18" height="12" rx="1.5"/><path d="M9 20.5h6M12 17v3.5"/>',
  bin: '<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5"/>',
  out: '<path d="M10 5.5H5.5v13h13V14M13.5 5h5.5v5.5M19 5l-8 8"/>',
} as const;
