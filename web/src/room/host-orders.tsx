import '../hosts/hosts.css'
import type { Room } from '@allclear/wire/room.ts'
import { Agreement } from '../hosts/agreement.tsx'
import { Go } from '../parts/go.tsx'
import { Pill } from '../parts/pill.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What an agent is to do for this incident once two people have agreed (REA-11); nothing while nobody asks for it. */
export function HostOrders({ orders }: { orders: Room['orders'] }) {
  if (orders.length === 0) return null
  return (
    <section id="host-orders" className="panel" aria-labelledby="host-orders-name">
      <h2 id="host-orders-name">{words.twoAgree}</h2>
      <ul className="rows">
        {orders.map((order) => (
          <li key={order.id}>
            <span>
              {order.says}
              <small className="quiet">{say(words.onHost, { link: <Go to={`/hosts/${order.host}`}>{order.hostName}</Go> })}</small>
            </span>
            <Pill said={order.said} />
            <Agreement host={order.host} order={order} />
          </li>
        ))}
      </ul>
    </section>
  )
}
