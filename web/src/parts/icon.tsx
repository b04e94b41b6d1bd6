import { SHAPES } from '@allclear/wire/icon.ts'
import type { IconName } from '@allclear/wire/icon.ts'

/** A line drawing beside a word; the word carries the meaning, so it is hidden from readers of the screen. */
export function Icon({ name }: { name: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[name as IconName] ?? SHAPES.ring} />
    </svg>
  )
}
