const SHAPES = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  wave: 'M2.5 9c1.8-4 3.7-4 5.5 0s3.7 4 5.5 0',
  half: 'M8 2.5v11M8 2.5a5.5 5.5 0 0 1 0 11',
  tool: 'M3 13l5.5-5.5M8.5 7.5a3 3 0 0 1 4-4l-2 2 .5 1.5 1.5.5 2-2',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 12v.01',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  eye: 'M1.5 8c3-5.5 10-5.5 13 0-3 5.5-10 5.5-13 0zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
  flag: 'M4 14V2.5h8l-2 3 2 3H4',
  mail: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  bell: 'M4 11V7.5a4 4 0 0 1 8 0V11l1 1H3zM7 14h2',
  up: 'M8 13V3M4 7l4-4 4 4',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3l2 2',
  gear: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2',
  ring: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z',
  people: 'M6 2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M1.5 13.5c.3-5.5 8.7-5.5 9 0M10.5 3a2.3 2.3 0 0 1 0 4.2M12 9.3c1.6.6 2.4 2 2.5 4.2',
  globe: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M2.5 8h11M8 2.5c-3 3-3 8 0 11c3-3 3-8 0-11',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3 3',
} as const
export type IconName = keyof typeof SHAPES

/** A line drawing beside a word; the word carries the meaning, so it is hidden from readers of the screen. */
export function Icon({ name }: { name: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[name as IconName] ?? SHAPES.ring} />
    </svg>
  )
}
