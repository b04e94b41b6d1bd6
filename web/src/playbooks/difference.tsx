import type { DifferenceLine } from '@allclear/wire/playbook.ts'
import { words } from './words/index.ts'

const AROUND = 3 // lines that did not change, on each side of those that did
const MARKS = { same: ' ', added: '+', removed: '-' } as const


/** What changed between two texts: the lines that did, and some around them. */
export function DifferenceLines({ lines, name }: { lines: readonly DifferenceLine[]; name: string }) {
  const isNear = lines.map((_, n) => lines.slice(Math.max(0, n - AROUND), n + AROUND + 1).some(({ kind }) => kind !== 'same'))
  if (!isNear.includes(true)) return <p className="quiet">{words.nothingChanged}</p>
  return (
    <ol className="difference" aria-label={name}>
      {lines.map((line, n) =>
        isNear[n] ? (
          <li key={`${line.before} ${line.after}`} className={line.kind}>
            <span className="number">{line.after ?? line.before}</span>
            <span aria-hidden="true">{MARKS[line.kind]}</span>
            <code>
              <span className="unseen">{line.kind !== 'same' && `${words.difference[line.kind]} `}</span>
              {line.text}
            </code>
          </li>
        ) : (
          (n === 0 || isNear[n - 1]) && (
            <li key={`${line.before} ${line.after}`} className="gap">
              …
            </li>
          )
        ),
      )}
    </ol>
  )
}
