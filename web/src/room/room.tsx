import './room.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { Go } from '../parts/go.tsx'
import { useTitle } from '../parts/use-title.ts'
import { Answers, Asked, Votes } from './answers.tsx'
import { CauseCard } from './cause-card.tsx'
import { Contacts } from './contacts.tsx'
import { Deeds } from './deeds.tsx'
import { Evidence } from './evidence.tsx'
import { Deadlines, Head, Larger } from './head.tsx'
import { HostOrders } from './host-orders.tsx'
import { Messages } from './messages.tsx'
import { roomQuery } from './room-query.ts'
import { Statistics } from './statistics.tsx'
import { Steps } from './steps.tsx'
import { Tasks } from './tasks.tsx'
import { Timeline } from './timeline.tsx'
import { WaitingRoom } from './waiting-room.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/incidents/<n>`: all that is known of one incident, and what a person can do about it (RES-6). */
export default function RoomScreen() {
  const { id } = useParams({ strict: false }) as { id: string }
  return (
    <>
      <p className="crumb">
        <Go to="/">{words.now}</Go>
      </p>
      <Suspense fallback={<WaitingRoom />}>
        <Whole key={id} id={id} />
      </Suspense>
    </>
  )
}

type Part = keyof typeof words.shown

function Whole({ id }: { id: string }) {
  const { data: room } = useSuspenseQuery(roomQuery(id))
  const [part, setPart] = useState<Part>('do')
  useTitle(say(words.title, { site: room.site, id }))
  // A link such as /incidents/7#tasks came before what it leads to was drawn.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <div className="room">
      <Head room={room} />
      <Larger larger={room.larger} />
      <Deadlines deadlines={room.deadlines} zones={room.zones} />
      <Deeds room={room} />
      <div className="parts" role="group" aria-label={words.show}>
        {Object.entries(words.shown).map(([name, says]) => (
          <button key={name} aria-pressed={name === part} onClick={() => setPart(name as Part)}>
            {says}
          </button>
        ))}
      </div>
      <div className="panels" data-part={part}>
        <div>
          <CauseCard incident={id} cause={room.cause} mayConfirm={room.may.confirmCause} />
          <Statistics incident={id} statistics={room.statistics} asked={room.may.statistics} />
          <Tasks room={room} />
          <HostOrders orders={room.orders} />
          <Asked asked={room.asked} />
          <Answers answers={room.answers} />
          <Steps playbook={room.playbook} steps={room.steps} />
          <Contacts contacts={room.contacts} />
          <Messages messages={room.messages} />
          <Votes votes={room.votes} />
        </div>
        <div>
          <Timeline lines={room.timeline} zones={room.zones} />
          <Evidence incident={id} layers={room.layers} />
        </div>
      </div>
    </div>
  )
}
