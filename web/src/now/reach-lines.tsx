import type { Now } from '@allclear/wire/now.ts'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'
import { sayList } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** The ways to reach anyone: what fails by itself, what works in one quiet line. */
export function ReachLines({ reach: { failing, broken, refused, well } }: { reach: NonNullable<Now['reach']> }) {
  return (
    <section id="reach">
      {failing.map(({ channel, since, reason }) => (
        <p key={channel}>
          {say(words.failsSince, { what: <strong>{say(words.testFails, { channel })}</strong>, time: <Moment at={since} />, reason })}
        </p>
      ))}
      {broken.length > 0 && (
        <p>
          <strong>{words.cannotBeReached}</strong> <Go to="/people">{sayList(broken)}</Go>
        </p>
      )}
      {refused > 0 && (
        <p>
          <strong>{say(words.refused, { count: refused })}</strong>
        </p>
      )}
      {well.length > 0 && <p className="quiet">{say(words.well, { channels: sayList(well) })}</p>}
    </section>
  )
}
