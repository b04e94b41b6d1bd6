import type { Message } from '@allclear/wire/message.ts'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { post } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { messageQuery } from './message-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/messages/…`: the words as sent, to whom, and what became of them; where nobody knows, a person decides. */
export default function MessageScreen() {
  const { key = '' } = useParams({ strict: false })
  const { data: message } = useSuspenseQuery(messageQuery(key))
  const { subject, incident, said, settledAt, reason, foldedInto, mayDecide } = message
  useTitle(subject)
  return (
    <>
      <p className="crumb">
        {incident === null ? (
          <Go to="/messages">{words.outbox}</Go>
        ) : (
          <Go to={`/incidents/${incident}`}>{say(words.incident, { id: incident })}</Go>
        )}
      </p>
      <h1>{subject}</h1>
      <section id="delivery" aria-live="polite">
        <p>
          <Pill said={said} /> {settledAt !== null && <Moment at={settledAt} />} {reason}{' '}
          {foldedInto !== null && <Go to={`/messages/${encodeURIComponent(foldedInto)}`}>{words.digest}</Go>}
        </p>
        {mayDecide && <Decide messageKey={key} />}
      </section>
      <Envelope message={message} />
      <pre className="letter" tabIndex={0} role="region" aria-label={words.words}>
        {message.text}
      </pre>
      {message.html !== null && (
        <details>
          <summary>{words.asSource}</summary>
          <pre tabIndex={0} role="region" aria-label={words.design}>
            {message.html}
          </pre>
        </details>
      )}
    </>
  )
}

function Envelope({ message: { from, to, cc, channel, why, orderedAt, tries, messageId, template } }: { message: Message }) {
  return (
    <dl className="envelope">
      <Head name={words.envelope.from}>{from}</Head>
      <Head name={words.envelope.to}>{to.join(', ')}</Head>
      {cc.length > 0 && <Head name={words.envelope.cc}>{cc.join(', ')}</Head>}
      <Head name={words.envelope.by}>{channel}</Head>
      {why !== null && <Head name={words.envelope.chosen}>{why}</Head>}
      <Head name={words.envelope.ordered}>
        <Moment at={orderedAt} />
      </Head>
      <Head name={words.envelope.tries}>{tries}</Head>
      <Head name={words.envelope.template}>{template}</Head>
      <Head name={words.envelope.id}>{messageId}</Head>
    </dl>
  )
}

const Head = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Decide({ messageKey }: { messageKey: string }) {
  const queries = useQueryClient()
  const [isDeciding, setDeciding] = useState(false)
  const decide = async (as: 'delivered' | 'send-again' | 'drop') => {
    if (isDeciding) return
    setDeciding(true)
    await post(`/api/v1/messages/${encodeURIComponent(messageKey)}/settle`, { as }).catch(sayFailure)
    await queries.invalidateQueries()
    setDeciding(false)
  }
  return (
    <div className="actions">
      <button className="primary" aria-disabled={isDeciding} onClick={() => void decide('delivered')}>
        {words.arrived}
      </button>
      <button aria-disabled={isDeciding} onClick={() => void decide('send-again')}>
        {words.sendAgain}
      </button>
      <button aria-disabled={isDeciding} onClick={() => void decide('drop')}>
        {words.letBe}
      </button>
      <p className="quiet">{words.decideHint}</p>
    </div>
  )
}
