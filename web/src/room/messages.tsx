import type { Room } from '@allclear/wire/room.ts'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { words } from './words/index.ts'

/** What was said to whom, and what became of each; where nobody knows, a person decides. */
export function Messages({ messages }: { messages: Room['messages'] }) {
  return (
    <section id="messages" className="panel" aria-labelledby="messages-name">
      <h2 id="messages-name">{words.messages}</h2>
      {messages.length === 0 && <p className="quiet">{words.nobodyTold}</p>}
      <ul className="rows">
        {messages.map(({ key, subject, to, state, at, mayDecide }) => (
          <li key={key}>
            <span>
              <Go to={`/messages/${encodeURIComponent(key)}`}>{subject}</Go>
              <small className="quiet">{to}</small>
            </span>
            <span className="end">
              <Pill said={state} />
              <small className="quiet">
                <Moment at={at} />
              </small>
            </span>
            {mayDecide && <Decide message={key} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decide({ message }: { message: string }) {
  const { isBusy, run } = useDeed()
  const address = `/api/v1/messages/${encodeURIComponent(message)}/settle` as const
  return (
    <div className="decide">
      <small className="quiet">{words.decideHint}</small>
      <div className="end">
        {Object.entries(words.decisions).map(([as, decision]) => (
          <button key={as} disabled={isBusy} onClick={() => void run(address, { as }, words.isDecided)}>
            {decision}
          </button>
        ))}
      </div>
    </div>
  )
}
