import type { Room } from '@allclear/wire/room.ts'
import { useHeld } from '../parts/hold.tsx'
import { takingOn, useTakeOn } from '../parts/use-take-on.ts'
import { useKeys } from '../shell/keys.ts'
import { Choice } from './choice.tsx'
import { DeedForm } from '../parts/deed-form.tsx'
import { Fold, openFold } from '../parts/fold.tsx'
import { NoteForm } from './note-form.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { WriteForm } from './write-form.tsx'

const SPANS = ['30m', '1h', '2h', '4h', '12h', '24h']

/** What the reader can do about the incident, by button and by key. */
export function Deeds({ room }: { room: Room }) {
  const { id, may } = room
  const takeOn = useTakeOn()
  const isHeld = useHeld(takingOn(id))
  const { isBusy, run } = useDeed()
  const to = `/api/v1/incidents/${id}` as const
  const deed = !isHeld && may.acknowledge ? 'acknowledge' : !isHeld && may.take ? 'take' : null
  const mayWrite = may.words !== null || may.update !== null
  const key = (keys: string, does: string, may: boolean, run: () => void) => (may ? [{ keys, does, run }] : [])
  useKeys([
    ...key('a', 'Acknowledge', deed === 'acknowledge', () => takeOn(room, 'acknowledge')),
    ...key('t', 'Take it over', deed === 'take', () => takeOn(room, 'take')),
    ...key('n', 'Add note', may.note, () => openFold('deed-note')),
    ...key('m', 'Write to client, partner or everyone', mayWrite, () => openFold('deed-write')),
    ...key('h', 'Hand over', may.handOver !== null, () => openFold('deed-hand-over')),
    ...key('e', 'Escalate', may.escalate !== null, () => openFold('deed-escalate')),
    ...key('s', 'Snooze', may.snooze, () => openFold('deed-snooze')),
    ...key('r', 'Resolve by hand', may.resolve, () => openFold('deed-resolve')),
  ])
  if (!may.note) return null
  return (
    <section className="actions" aria-label="What you can do">
      {deed !== null && (
        <div className="thumb">
          <button className={deed === 'acknowledge' ? 'primary' : ''} onClick={() => takeOn(room, deed)}>
            {deed === 'acknowledge' ? 'Acknowledge' : 'Take it over'}
          </button>
        </div>
      )}
      {may.handOver && (
        <Fold id="deed-hand-over" name="Hand over" group="deeds">
          <DeedForm address={`${to}/hand-over-to`} says="They are paged." button="Hand over">
            <label htmlFor="hand-over-to">To whom; they are paged, and have it as soon as they acknowledge</label>
            <Choice id="hand-over-to" name="person" of={may.handOver} />
          </DeedForm>
        </Fold>
      )}
      {may.escalate && (
        <Fold id="deed-escalate" name="Escalate" group="deeds">
          <DeedForm address={`${to}/escalate`} says="They are called." button="Call them" danger>
            <label htmlFor="escalate-to">Whom to call now; somebody must acknowledge again</label>
            <Choice id="escalate-to" name="to" of={may.escalate} />
          </DeedForm>
        </Fold>
      )}
      {may.snooze && (
        <Fold id="deed-snooze" name="Snooze" group="deeds">
          <DeedForm address={`${to}/snooze`} says="Nobody is paged for a while." button="Snooze">
            <label htmlFor="snooze-for">For how long nobody is paged; you have it, and a worse cause or a relapse ends it</label>
            <Choice id="snooze-for" name="for" of={SPANS.map((span) => ({ id: span, name: span }))} />
            <label htmlFor="snooze-reason">Reason, for everyone who works on this</label>
            <input id="snooze-reason" name="reason" maxLength={500} required />
          </DeedForm>
        </Fold>
      )}
      {may.unsnooze && (
        <button disabled={isBusy} onClick={() => void run(`${to}/unsnooze`, {}, 'The snooze is over.')}>
          End the snooze
        </button>
      )}
      <Fold id="deed-note" name="Add note" group="deeds">
        <NoteForm incident={id} />
      </Fold>
      {mayWrite && (
        <Fold id="deed-write" name="Write" group="deeds">
          <WriteForm incident={id} may={may} />
        </Fold>
      )}
      {may.resolve && (
        <Fold id="deed-resolve" name="Resolve by hand" group="deeds">
          <DeedForm address={`${to}/resolve`} says="The all clear is given." button="Give the all clear" danger>
            <label htmlFor="reason">Reason; everyone who was told hears the all clear at once</label>
            <textarea id="reason" name="reason" rows={2} maxLength={1000} required />
          </DeedForm>
        </Fold>
      )}
    </section>
  )
}
