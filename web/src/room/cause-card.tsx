import type { Room } from '@allclear/wire/room.ts'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useKeys } from '../shell/keys.ts'

/** What broke, how sure we are and why; folded what speaks against it, what else it might be, and how to see it for oneself. */
export function CauseCard({ incident, cause, mayConfirm }: { incident: string; cause: Room['cause']; mayConfirm: boolean }) {
  const { words, code, confidence, pattern, because, root, against, alternatives, check, verdict, warned } = cause
  const { isBusy, run } = useDeed()
  const confirm = () => void run(`/api/v1/incidents/${incident}/confirm-cause`, {}, 'The cause is confirmed.')
  useKeys(mayConfirm ? [{ keys: 'c', does: 'Confirm this cause', run: confirm }] : [])
  return (
    <section id="cause" className="panel cause" aria-labelledby="cause-name">
      <h2 id="cause-name">Cause</h2>
      <p className="big">{words}</p>
      {code !== null && (
        <p className="quiet">
          <code>{code}</code> <meter min="0" max="1" low={0.6} high={0.9} optimum={1} value={confidence} aria-label="Confidence" />{' '}
          {percent(confidence)} sure{pattern === null ? '' : ` · ${pattern}`}
        </p>
      )}
      {warned.map(({ said, at, cameTrue }) => (
        <p key={said} className="warned">
          <strong>{cameTrue ? 'The warning came true' : 'Warned of before'}</strong>, open since <Moment at={at} />: {said}
        </p>
      ))}
      <Sentences lines={because} />
      {root && (
        <p id="root">
          Behind it: {root.words} <code>{root.code}</code>
        </p>
      )}
      <Folded id="against" name="What speaks against it" lines={against} />
      <Folded
        id="alternatives"
        name="What else it might be"
        lines={alternatives.map((other) => `${other.words}, ${percent(other.confidence)}`)}
      />
      {check !== null && (
        <details id="check">
          <summary>See it for yourself</summary>
          <pre tabIndex={0} aria-label="Command">
            {check}
          </pre>
        </details>
      )}
      {verdict && <Folded id="verdict" name={`Verdict: ${verdict.words}`} lines={verdict.because} />}
      {mayConfirm && (
        <button disabled={isBusy} onClick={confirm}>
          Confirm this cause
        </button>
      )}
    </section>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function Folded({ id, name, lines }: { id: string; name: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <details id={id}>
      <summary>{name}</summary>
      <Sentences lines={lines} />
    </details>
  )
}

function Sentences({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="because">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
