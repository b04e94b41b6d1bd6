import type { HostOrder, WholeHost } from '@allclear/wire/host.ts'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { CopyButton } from '../parts/copy-button.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'

const STOP = 'sudo touch /etc/allclear/stop'

/** What the agent is told to do: tried dry before it is done, on its list or refused by the host. And how to stop it all. */
export function Orders({ host }: { host: WholeHost }) {
  const { allows, mayOrder, orders } = host
  return (
    <section className="panel">
      <h2>Orders</h2>
      {allows.length === 0 && (
        <p className="quiet">
          Its own list allows nothing. What may be done there is written on the host, under <code>/etc/allclear/allow.d</code>.
        </p>
      )}
      {mayOrder && allows.length > 0 && <OrderForm host={host} />}
      <ul className="rows">
        {orders.map((order) => (
          <Order key={order.id} order={order} />
        ))}
      </ul>
      <h3>Stop all of it</h3>
      <p className="quiet">As long as this file is on the host, no order is carried out there, whoever signed it:</p>
      <p className="mend">
        <code>{STOP}</code> <CopyButton text={STOP} what="what stops all orders" />
      </p>
    </section>
  )
}

function OrderForm({ host: { id, allows } }: { host: WholeHost }) {
  const { isBusy, run } = useDeed()
  const [tried, setTried] = useState('') // what was tried dry last; only that may be done
  const [words, setWords] = useState({ action: allows[0]!, args: '' })
  const said = `${words.action} ${words.args.trim()}`
  const send = async (dryRun: boolean) => {
    const body = { action: words.action, args: readArguments(words.args), dryRun }
    const isTaken = await run(`/api/v1/hosts/${encodeURIComponent(id)}/orders`, body, dryRun ? 'It is tried dry.' : 'It is ordered.')
    if (isTaken) setTried(dryRun ? said : '')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(true)
  }
  return (
    <form onSubmit={submit}>
      <div className="fields">
        <div className="field">
          <label htmlFor="order-action">What to do</label>
          <select id="order-action" value={words.action} onChange={({ target }) => setWords({ ...words, action: target.value })}>
            {allows.map((action) => (
              <option key={action}>{action}</option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="order-args">With</label>
          <input
            id="order-args"
            placeholder="unit=nginx"
            value={words.args}
            onChange={({ target }) => setWords({ ...words, args: target.value })}
          />
        </div>
      </div>
      <div className="actions">
        <button className={tried === said ? '' : 'primary'} disabled={isBusy}>
          Say what would be run
        </button>
        {tried === said && (
          <button type="button" className="danger" disabled={isBusy} onClick={() => void send(false)}>
            Do it on {id}
          </button>
        )}
      </div>
      {tried === said && <p className="quiet">What would be run comes with the agent’s next report, within half a minute, below.</p>}
    </form>
  )
}

// `unit=nginx name=shop.example`, as the list on the host has it.
const readArguments = (words: string): Record<string, string> =>
  Object.fromEntries(
    words
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => {
        const at = word.indexOf('=')
        return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
      }),
  )

const Order = ({ order: { says, dryRun, by, at, said, output } }: { order: HostOrder }) => (
  <li>
    <span>
      {says}
      {dryRun && ', dry'}
      <small className="quiet">
        {by}, <Moment at={at} />
      </small>
    </span>
    <Pill said={said} />
    {output !== '' && (
      <details>
        <summary>What came of it</summary>
        <pre tabIndex={0} aria-label={`Output of ${says}`}>
          {output}
        </pre>
      </details>
    )}
  </li>
)
