import type { Collision } from '@allclear/wire/planner.ts'
import { Pill } from '../parts/pill.tsx'
import { Period } from '../parts/times.tsx'
import { words } from './words/index.ts'

/** What speaks against a window at its time, each with its reason and from when to when. */
export function Collisions({ collisions }: { collisions: readonly Collision[] }) {
  if (collisions.length === 0) return null
  return (
    <ul className="collisions" aria-label={words.collisions}>
      {collisions.map(({ said, why, from, until }) => (
        <li key={`${said.words} ${from} ${why}`}>
          <Pill said={said} />
          <span>
            {why}{' '}
            <small className="quiet">
              <Period from={from} until={until} />
            </small>
          </span>
        </li>
      ))}
    </ul>
  )
}
