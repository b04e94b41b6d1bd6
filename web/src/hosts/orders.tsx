import type { HostOrder, WholeHost } from '@allclear/wire/host.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Pill } from '../parts/pill.tsx'
import { Moment } from '../parts/times.tsx'
import { Agreement } from './agreement.tsx'
import { OrderForm } from './order-form.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const STOP = 'sudo touch /etc/allclear/stop'

/** What the agent is told to do: tried dry before it is done, on its list or refused by the host. And how to stop it all. */
export function Orders({ host }: { host: WholeHost }) {
  const { id, allows, mayAsk, orders } = host
  return (
    <section className="panel">
      <h2>{words.orders}</h2>
      {allows.length === 0 && <p className="quiet">{say(words.allowsNothing, { folder: <code>/etc/allclear/allow.d</code> })}</p>}
      {mayAsk && allows.length > 0 && <OrderForm host={host} />}
      <ul className="rows">
        {orders.map((order) => (
          <Order key={order.id} host={id} order={order} />
        ))}
      </ul>
      <h3>{words.stopAll}</h3>
      <p className="quiet">{words.stopHint}</p>
      <p className="mend">
        <code>{STOP}</code> <CopyButton text={STOP} what={words.stopsAll} />
      </p>
    </section>
  )
}

const Order = ({ host, order }: { host: string; order: HostOrder }) => {
  const { says, dryRun, by, at, said, output, agreement } = order
  return (
    <li>
      <span>
        {dryRun ? say(words.dry, { order: says }) : says}
        <small className="quiet">
          {agreement?.second ? say(words.both, { name: agreement.first ?? '', other: agreement.second }) : by}, <Moment at={at} />
        </small>
      </span>
      <Pill said={said} />
      <Agreement host={host} order={order} />
      {output !== '' && (
        <details>
          <summary>{words.cameOf}</summary>
          <pre tabIndex={0} aria-label={say(words.output, { order: says })}>
            {output}
          </pre>
        </details>
      )}
    </li>
  )
}
