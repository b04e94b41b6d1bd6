import { words } from './words/index.ts'

/** Stands where a screen will be, in the size that most of them have, until its data is here. */
export function Waiting() {
  return (
    <div aria-busy="true" aria-label={words.loading} role="status">
      <div className="hero">
        <span className="badge waits" />
        <div className="waits tall" />
      </div>
      <div className="card waits" />
      <div className="card waits" />
    </div>
  )
}
