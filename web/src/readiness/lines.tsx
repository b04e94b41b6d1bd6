import type { ReadinessLine } from '@allclear/wire/readiness.ts'
import { Go } from '../parts/go.tsx'

const MENDED_BY = { operator: 'we mend it', partner: 'the partner mends it', client: 'the client knows' } as const

const WHERE = { form: 'form:', key: 'allclear.yaml:', command: 'run:' } as const

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
          {partner.name} · {MENDED_BY[owner]}
          {count > 1 && ` · ${sites.join(', ')}${count > sites.length ? ` and ${count - sites.length} more` : ''}`}
        </small>
      </span>
      <span className="mend">
        {to !== null && (
          <Go to={to}>
            {how === 'form' ? 'Mend it' : 'See it'}
            <span className="unseen">: {said}</span>
          </Go>
        )}
        <small>
          {WHERE[how]} {how === 'form' ? field : <code>{field}</code>}
        </small>
      </span>
    </>
  )
}
