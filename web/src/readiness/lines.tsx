import type { ReadinessLine } from '@allclear/wire/readiness.ts'
import { Go } from '../parts/go.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What is wrong, line by line: for whom, who mends it, and the way to the place. */
export const Lines = ({ lines }: { lines: readonly ReadinessLine[] }) => (
  <ul className="rows">
    {lines.map((line) => (
      <li key={`${line.partner.id} ${line.subject}`}>
        <Line line={line} />
      </li>
    ))}
  </ul>
)

function Line({ line: { said, owner, partner, sites, count, how, to, field } }: { line: ReadinessLine }) {
  return (
    <>
      <span className="wrong-line">
        {said}
        <small className="quiet">
          {partner.name} · {words.mendedBy[owner]}
          {count > 1 &&
            ` · ${count > sites.length ? say(words.andMore, { sites: sites.join(', '), more: count - sites.length }) : sites.join(', ')}`}
        </small>
      </span>
      <span className="mend">
        {to !== null && (
          <Go to={to}>
            {how === 'form' ? words.mend : words.see}
            <span className="unseen">: {said}</span>
          </Go>
        )}
        <small>
          {words.where[how]} {how === 'form' ? field : <code>{field}</code>}
        </small>
      </span>
    </>
  )
}
