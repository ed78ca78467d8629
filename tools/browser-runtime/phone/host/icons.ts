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
  friend: '<path d="M14.5 5 21 11l-6.5 6v-3.6C9.3 13.3 5.6 15 3 19c.4-6 4-10.200 11.500-10.500z"/>',
  moments:
    '<circle cx="12" cy="12" r="8.500"/><path d="M12 3.500v9M20.500 12h-9M12 20.500v-9M3.500 12h9"/><path d="m6 6 6 6M18 6l-6 6M18 18l-6-6M6 18l6-6"/>',
  reload: '<path d="M19.500 12a7.500 7.500 0 1 1-2.400-5.500M19.500 3.500v4.300h-4.300"/>',
  picture:
    '<rect x="3.500" y="4.500" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.600"/><path d="m5 17.500 5-4.500 3.500 3 2.500-2 3.500 3.500"/>',
  camera:
    '<path d="M4 8h3.500L9 5.500h6L16.500 8H20a.8.8 0 0 1 .8.8v9.400a.8.8 0 0 1-.8.8H4a.8.8 0 0 1-.8-.8V8.800A.8.8 0 0 1 4 8z"/><circle cx="12" cy="13" r="3.600"/>',
  phone:
    '<rect x="7" y="2.500" width="10" height="19" rx="2.200"/><path d="M10.800 18.600h2.400"/>',
  person:
    '<circle cx="12" cy="8.200" r="3.700"/><path d="M4.500 20c.8-4 3.800-6 7.500-6s6.700 2 7.500 6"/>',
  signal:
    '<g fill="currentColor" stroke="none"><rect x="3" y="14" width="3.400" height="5" rx=".8"/><rect x="8" y="11" width="3.400" height="8" rx=".8"/><rect x="13" y="8" width="3.400" height="11" rx=".8"/><rect x="18" y="5" width="3.400" height="14" rx=".8"/></g>',
  noSignal:
    '<path d="M5 12.500a10 10 0 0 1 14 0M8.200 15.700a5.400 5.400 0 0 1 7.600 0"/><path d="M4 4l16 16"/><circle cx="12" cy="19" r=".8" fill="currentColor"/>',
  battery:
    '<rect x="2.500" y="7.500" width="17" height="9" rx="2.400" stroke-width="1.200"/><rect x="4.200" y="9.200" width="11.500" height="5.600" rx="1" fill="currentColor" stroke="none"/><path d="M21.500 10.500v3" stroke-width="1.600"/>',
  shield:
    '<path d="M12 3.500 19 6v5.500c0 4.500-2.900 7.600-7 9-4.100-1.400-7-4.500-7-9V6z"/><path d="m9 12 2.200 2.200 4-4.400"/>',
  bell: '<path d="M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5zM10 20.500h4"/>',
} as const;
