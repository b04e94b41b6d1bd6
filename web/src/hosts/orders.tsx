import type { HostOrder, WholeHost } from '@allclear/wire/host.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { Agreement } from './agreement.tsx'
import { OrderForm } from './order-form.tsx'

const STOP = 'sudo touch /etc/allclear/stop'

/** What the agent is told to do: tried dry before it is done, on its list or refused by the host. And how to stop it all. */
export function Orders({ host }: { host: WholeHost }) {
  const { id, allows, mayAsk, orders } = host
  return (
    <section className="panel">
      <h2>Orders</h2>
      {allows.length === 0 && (
        <p className="quiet">
          Its own list allows nothing. What may be done there is written on the host, under <code>/etc/allclear/allow.d</code>.
        </p>
      )}
      {mayAsk && allows.length > 0 && <OrderForm host={host} />}
      <ul className="rows">
        {orders.map((order) => (
          <Order key={order.id} host={id} order={order} />
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

const Order = ({ host, order }: { host: string; order: HostOrder }) => {
  const { says, dryRun, by, at, said, output, agreement } = order
  return (
    <li>
      <span>
        {says}
        {dryRun && ', dry'}
        <small className="quiet">
          {agreement?.second ? `${agreement.first} and ${agreement.second}` : by}, <Moment at={at} />
        </small>
      </span>
      <Pill said={said} />
      <Agreement host={host} order={order} />
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
}
