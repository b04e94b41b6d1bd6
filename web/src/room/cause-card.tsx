import type { Room } from '@allclear/wire/room.ts'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { useKeys } from '../shell/keys.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** What broke, how sure we are and why; folded what speaks against it, what else it might be, and how to see it for oneself. */
export function CauseCard({ incident, cause, mayConfirm }: { incident: string; cause: Room['cause']; mayConfirm: boolean }) {
  const { words: what, code, confidence, pattern, because, root, against, alternatives, check, verdict, warned } = cause
  const { isBusy, run } = useDeed()
  const confirm = () => void run(`/api/v1/incidents/${incident}/confirm-cause`, {}, words.isConfirmed)
  useKeys(mayConfirm ? [{ keys: 'c', does: words.confirm, run: confirm }] : [])
  return (
    <section id="cause" className="panel cause" aria-labelledby="cause-name">
      <h2 id="cause-name">{words.cause}</h2>
      <p className="big">{stated(what)}</p>
      {code !== null && (
        <p className="quiet">
          <code>{code}</code> <meter min="0" max="1" low={0.6} high={0.9} optimum={1} value={confidence} aria-label={words.confidence} />{' '}
          {say(words.sure, { percent: percent(confidence) })}
          {pattern === null ? '' : ` · ${stated(pattern)}`}
        </p>
      )}
      {warned.map(({ said, at, cameTrue }) => (
        <p key={said} className="warned">
          {say(words.openSince, {
            what: <strong>{cameTrue ? words.cameTrue : words.warnedBefore}</strong>,
            time: <Moment at={at} />,
            said,
          })}
        </p>
      ))}
      <Sentences lines={because} />
      {root && (
        <p id="root">
          {say(words.behind, { cause: stated(root.words) })} <code>{root.code}</code>
        </p>
      )}
      <Folded id="against" name={words.against} lines={against} />
      <Folded
        id="alternatives"
        name={words.alternatives}
        lines={alternatives.map((other) => say(words.alternative, { cause: stated(other.words), percent: percent(other.confidence) }))}
      />
      {check !== null && (
        <details id="check">
          <summary>{words.seeYourself}</summary>
          <pre tabIndex={0} aria-label={words.command}>
            {check}
          </pre>
        </details>
      )}
      {verdict && <Folded id="verdict" name={say(words.verdict, { verdict: stated(verdict.words) })} lines={verdict.because} />}
      {mayConfirm && (
        <button disabled={isBusy} onClick={confirm}>
          {words.confirm}
        </button>
      )}
    </section>
  )
}

const percent = (share: number) => Math.round(share * 100)

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
