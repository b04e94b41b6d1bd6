import type { Said } from '@allclear/wire/now.ts'
import { Icon } from './icon.tsx'
import { stated } from '../words.ts'

/** A state in a word, a shape and a colour. */
export function Pill({ said: { words, icon, tone } }: { said: Said }) {
  return (
    <span className={`pill ${tone}`}>
      <Icon name={icon} />
      {stated(words)}
    </span>
  )
}
