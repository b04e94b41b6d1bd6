import type { Card, LookLine } from '@allclear/wire/plan.ts'
import type { ReactNode } from 'react'
import { Ends } from './ends.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Line = { readonly what: keyof typeof words.learnt; readonly of: string; readonly tells: (card: Card) => ReactNode }

// `of`: the source that knows it. Until it has answered, its line is as high as it will be.
const LINES: readonly Line[] = [
  {
    what: 'page',
    of: 'page',
    tells: ({ status, title }) => status !== null && `${say(words.pageAnswers, { status: String(status) })}${title ? `: ${title}` : ''}`,
  },
  { what: 'cms', of: 'page', tells: ({ cms }) => cms },
  { what: 'server', of: 'page', tells: ({ server }) => server },
  { what: 'nameServers', of: 'dns', tells: ({ nameServers, dns }) => nameServers.length > 0 && `${nameServers.join(', ')} (${dns})` },
  { what: 'addresses', of: 'dns', tells: ({ addresses }) => addresses.join(', ') },
  { what: 'mail', of: 'dns', tells: ({ mail }) => mail.join(', ') },
  { what: 'registrar', of: 'registration', tells: ({ registrar }) => registrar },
  { what: 'domain', of: 'registration', tells: ({ expires }) => expires !== null && say(words.until, { time: <Ends at={expires} /> }) }, // prettier-ignore
  {
    what: 'certificate',
    of: 'tls',
    tells: ({ certificate }) => {
      if (!certificate) return null
      const said = say(words.certificate, { issuer: certificate.issuer, time: <Ends at={certificate.validTo} /> })
      return certificate.isTrusted ? said : say(words.notTrusted, { certificate: said })
    },
  },
]

/** What one look has told so far; every line is there from the beginning. */
export function Learnt({ line: { card, waiting, isDone } }: { line: LookLine }) {
  return (
    <dl className="learnt" aria-busy={!isDone}>
      {LINES.map(({ what, of, tells }) => {
        const isOut = !isDone && (card === null || waiting.includes(of))
        return (
          <div key={what}>
            <dt>{words.learnt[what]}</dt>
            <dd>{isOut ? <span className="waits line" /> : (card && tells(card)) || <span className="quiet">{words.notLearnt}</span>}</dd>
          </div>
        )
      })}
    </dl>
  )
}
