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
import { words } from './words/index.ts'

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
    ...key('a', words.acknowledge, deed === 'acknowledge', () => takeOn(room, 'acknowledge')),
    ...key('t', words.takeOver, deed === 'take', () => takeOn(room, 'take')),
    ...key('n', words.addNote, may.note, () => openFold('deed-note')),
    ...key('m', words.writeAll, mayWrite, () => openFold('deed-write')),
    ...key('h', words.handOver, may.handOver !== null, () => openFold('deed-hand-over')),
    ...key('e', words.escalate, may.escalate !== null, () => openFold('deed-escalate')),
    ...key('s', words.snooze, may.snooze, () => openFold('deed-snooze')),
    ...key('r', words.resolve, may.resolve, () => openFold('deed-resolve')),
  ])
  if (!may.note) return null
  return (
    <section className="actions" aria-label={words.deeds}>
      {deed !== null && (
        <div className="thumb">
          <button className={deed === 'acknowledge' ? 'primary' : ''} onClick={() => takeOn(room, deed)}>
            {deed === 'acknowledge' ? words.acknowledge : words.takeOver}
          </button>
        </div>
      )}
      {may.handOver && (
        <Fold id="deed-hand-over" name={words.handOver} group="deeds">
          <DeedForm address={`${to}/hand-over-to`} says={words.arePaged} button={words.handOver}>
            <label htmlFor="hand-over-to">{words.handOverTo}</label>
            <Choice id="hand-over-to" name="person" of={may.handOver} />
          </DeedForm>
        </Fold>
      )}
      {may.escalate && (
        <Fold id="deed-escalate" name={words.escalate} group="deeds">
          <DeedForm address={`${to}/escalate`} says={words.areCalled} button={words.callThem} danger>
            <label htmlFor="escalate-to">{words.escalateTo}</label>
            <Choice id="escalate-to" name="to" of={may.escalate} />
          </DeedForm>
        </Fold>
      )}
      {may.snooze && (
        <Fold id="deed-snooze" name={words.snooze} group="deeds">
          <DeedForm address={`${to}/snooze`} says={words.isSnoozed} button={words.snooze}>
            <label htmlFor="snooze-for">{words.snoozeFor}</label>
            <Choice id="snooze-for" name="for" of={SPANS.map((span) => ({ id: span, name: span }))} />
            <label htmlFor="snooze-reason">{words.snoozeReason}</label>
            <input id="snooze-reason" name="reason" maxLength={500} required />
          </DeedForm>
        </Fold>
      )}
      {may.unsnooze && (
        <button disabled={isBusy} onClick={() => void run(`${to}/unsnooze`, {}, words.snoozeOver)}>
          {words.endSnooze}
        </button>
      )}
      <Fold id="deed-note" name={words.addNote} group="deeds">
        <NoteForm incident={id} />
      </Fold>
      {mayWrite && (
        <Fold id="deed-write" name={words.write} group="deeds">
          <WriteForm incident={id} may={may} />
        </Fold>
      )}
      {may.resolve && (
        <Fold id="deed-resolve" name={words.resolve} group="deeds">
          <DeedForm address={`${to}/resolve`} says={words.isResolved} button={words.giveAllClear} danger>
            <label htmlFor="reason">{words.resolveReason}</label>
            <textarea id="reason" name="reason" rows={2} maxLength={1000} required />
          </DeedForm>
        </Fold>
      )}
    </section>
  )
}
