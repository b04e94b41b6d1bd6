import type { Now } from '@allclear/wire/now.ts'
import { Go } from '../parts/go.tsx'
import { Moment } from '../parts/times.tsx'

/** The ways to reach anyone: what fails by itself, what works in one quiet line. */
export function ReachLines({ reach: { failing, broken, refused, well } }: { reach: NonNullable<Now['reach']> }) {
  return (
    <section id="reach">
      {failing.map(({ channel, since, reason }) => (
        <p key={channel}>
          <strong>{channel}: the test fails</strong> since <Moment at={since} />. {reason}
        </p>
      ))}
      {broken.length > 0 && (
        <p>
          <strong>Cannot be reached:</strong> <Go to="/people">{broken.join(', ')}</Go>
        </p>
      )}
      {refused > 0 && (
        <p>
          <strong>
            The webhook did not take {refused} {refused === 1 ? 'post' : 'posts'}.
          </strong>
        </p>
      )}
      {well.length > 0 && <p className="quiet">Tested and well: {well.join(', ')}</p>}
    </section>
  )
}
