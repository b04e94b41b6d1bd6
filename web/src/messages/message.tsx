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

/** `/messages/…`: the words as sent, to whom, and what became of them; where nobody knows, a person decides. */
export default function MessageScreen() {
  const { key = '' } = useParams({ strict: false })
  const { data: message } = useSuspenseQuery(messageQuery(key))
  const { subject, incident, said, settledAt, reason, foldedInto, mayDecide } = message
  useTitle(subject)
  return (
    <>
      <p className="crumb">
        {incident === null ? <Go to="/messages">Outbox</Go> : <Go to={`/incidents/${incident}`}>Incident {incident}</Go>}
      </p>
      <h1>{subject}</h1>
      <section id="delivery" aria-live="polite">
        <p>
          <Pill said={said} /> {settledAt !== null && <Moment at={settledAt} />} {reason}{' '}
          {foldedInto !== null && <Go to={`/messages/${encodeURIComponent(foldedInto)}`}>Its digest</Go>}
        </p>
        {mayDecide && <Decide messageKey={key} />}
      </section>
      <Envelope message={message} />
      <pre className="letter" tabIndex={0} role="region" aria-label="Words of the message">
        {message.text}
      </pre>
      {message.html !== null && (
        <details>
          <summary>Its design, as source</summary>
          <pre tabIndex={0} role="region" aria-label="Design of the message">
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
      <Head name="From">{from}</Head>
      <Head name="To">{to.join(', ')}</Head>
      {cc.length > 0 && <Head name="Cc">{cc.join(', ')}</Head>}
      <Head name="By">{channel}</Head>
      {why !== null && <Head name="Chosen because">{why}</Head>}
      <Head name="Ordered">
        <Moment at={orderedAt} />
      </Head>
      <Head name="Tries">{tries}</Head>
      <Head name="Template">{template}</Head>
      <Head name="Message-ID">{messageId}</Head>
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
        It arrived
      </button>
      <button aria-disabled={isDeciding} onClick={() => void decide('send-again')}>
        Send it again
      </button>
      <button aria-disabled={isDeciding} onClick={() => void decide('drop')}>
        Let it be
      </button>
      <p className="quiet">Nobody knows whether it arrived; sending again may make it arrive twice.</p>
    </div>
  )
}
