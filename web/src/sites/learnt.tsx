import type { Card, LookLine } from '@allclear/wire/plan.ts'
import type { ReactNode } from 'react'
import { Ends } from './ends.tsx'

type Line = { readonly what: string; readonly of: string; readonly say: (card: Card) => ReactNode }

// `of`: the source that knows it. Until it has answered, its line is as high as it will be.
const LINES: readonly Line[] = [
  { what: 'Page', of: 'page', say: ({ status, title }) => status !== null && `answers ${status}${title ? `: ${title}` : ''}` },
  { what: 'CMS', of: 'page', say: ({ cms }) => cms },
  { what: 'Server', of: 'page', say: ({ server }) => server },
  { what: 'Name servers', of: 'dns', say: ({ nameServers, dns }) => nameServers.length > 0 && `${nameServers.join(', ')} (${dns})` },
  { what: 'Addresses', of: 'dns', say: ({ addresses }) => addresses.join(', ') },
  { what: 'Mail', of: 'dns', say: ({ mail }) => mail.join(', ') },
  { what: 'Registrar', of: 'registration', say: ({ registrar }) => registrar },
  { what: 'Domain', of: 'registration', say: ({ expires }) => expires !== null && <>until <Ends at={expires} /></> }, // prettier-ignore
  {
    what: 'Certificate',
    of: 'tls',
    say: ({ certificate }) =>
      certificate && (
        <>
          by {certificate.issuer} until <Ends at={certificate.validTo} />
          {!certificate.isTrusted && ', not trusted'}
        </>
      ),
  },
]

/** What one look has told so far; every line is there from the beginning. */
export function Learnt({ line: { card, waiting, isDone } }: { line: LookLine }) {
  return (
    <dl className="learnt" aria-busy={!isDone}>
      {LINES.map(({ what, of, say }) => {
        const isOut = !isDone && (card === null || waiting.includes(of))
        return (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{isOut ? <span className="waits line" /> : (card && say(card)) || <span className="quiet">not learnt</span>}</dd>
          </div>
        )
      })}
    </dl>
  )
}
