import type { Letter } from '@allclear/wire/words.ts'
import type { ReactNode } from 'react'
import { hubNow, useNow } from '../clock.ts'
import { Moment, sayClock } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** One letter as it will leave: in whose name, to whom, by which channel, what time it is there, and its words. */
export function LetterShown({ letter }: { letter: Letter }) {
  const { from, name, address, cc, channel, zone, why, leaves, subject, text, asks } = letter
  const waits = Date.parse(leaves) > hubNow() + 60_000
  return (
    <div role="group" aria-label={say(words.asRead, { name })}>
      <dl className="envelope">
        <Head name={words.envelope.from}>{from}</Head>
        <Head name={words.envelope.to}>
          {name}, {address.join(', ')}
        </Head>
        {cc.length > 0 && <Head name={words.envelope.cc}>{cc.join(', ')}</Head>}
        <Head name={words.envelope.by}>{channel}</Head>
        {zone !== null && (
          <Head name={words.envelope.theirTime}>
            <Clock zone={zone} />
          </Head>
        )}
        {why !== null && <Head name={words.envelope.notFirst}>{why}</Head>}
        {waits && <Head name={words.envelope.leaves}>{say(words.leavesAt, { time: <Moment at={leaves} /> })}</Head>}
        {asks && <Head name={words.envelope.asks}>{words.asksFor}</Head>}
        <Head name={words.envelope.subject}>{subject}</Head>
      </dl>
      <pre className="letter" tabIndex={0} aria-label={say(words.wordsTo, { name })}>
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
