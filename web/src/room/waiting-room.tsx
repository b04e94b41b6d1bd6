import { words } from '../parts/words/index.ts'

/** Stands where the room will be, in the size of its head, deadlines, buttons and panels. */
export function WaitingRoom() {
  return (
    <div className="room" aria-busy="true" aria-label={words.loading} role="status">
      <div className="waits head" />
      <div className="waits strip" />
      <div className="waits buttons" />
      <div className="panels">
        <div>
          <div className="panel waits" />
          <div className="panel waits" />
        </div>
        <div>
          <div className="panel waits" />
        </div>
      </div>
    </div>
  )
}
