import type { Letter } from '@allclear/wire/words.ts'
import type { ReactNode } from 'react'
import { hubNow, useNow } from '../clock.ts'
import { Moment, sayClock } from '../parts/times.tsx'

/** One letter as it will leave: in whose name, to whom, by which channel, what time it is there, and its words. */
export function LetterShown({ letter }: { letter: Letter }) {
  const { from, name, address, cc, channel, zone, why, leaves, subject, text, asks } = letter
  const waits = Date.parse(leaves) > hubNow() + 60_000
  return (
    <div role="group" aria-label={`As ${name} will read it`}>
      <dl className="envelope">
        <Head name="From">{from}</Head>
        <Head name="To">
          {name}, {address.join(', ')}
        </Head>
        {cc.length > 0 && <Head name="Cc">{cc.join(', ')}</Head>}
        <Head name="By">{channel}</Head>
        {zone !== null && (
          <Head name="Their time">
            <Clock zone={zone} />
          </Head>
        )}
        {why !== null && <Head name="Not the first address">{why}</Head>}
        {waits && (
          <Head name="Leaves">
            <Moment at={leaves} />, at the end of their quiet hours
          </Head>
        )}
        {asks && <Head name="Asks">for a yes or a no; the client is written to after the yes</Head>}
        <Head name="Subject">{subject}</Head>
      </dl>
      <pre className="letter" tabIndex={0} aria-label={`Words to ${name}`}>
        {text}
      </pre>
    </div>
  )
}

const Clock = ({ zone }: { zone: string }) => sayClock(useNow(), zone)

/** One line above the words of a letter. */
export const Head = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
