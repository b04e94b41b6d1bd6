import type { WordsPreview } from '@allclear/wire/words.ts'
import { words } from './words/index.ts'

/** What the writer's own words name that is private, and what to do. */
export function Warnings({ warnings }: Pick<WordsPreview, 'warnings'>) {
  if (warnings.length === 0) return null
  return (
    <ul className="rows heed" aria-label={words.readThis}>
      {warnings.map(({ says, fix }) => (
        <li key={says}>
          <span>
            <strong>{says}</strong>
            <small className="quiet">{fix}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What holds the words, and what is asked. */
export function Holds({ holds }: Pick<WordsPreview, 'holds'>) {
  return <Warnings warnings={holds.map(({ why, asks }) => ({ says: why, fix: asks }))} />
}
