import type { HostOrder } from '@allclear/wire/host.ts'
import { Until } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What waits for a yes: who has said it, what the host says it would do, and the two buttons for whoever may. */
export function Agreement({ host, order: { id, says, by, agreement } }: { host: string; order: HostOrder }) {
  const { isBusy, run } = useDeed()
  if (!agreement || agreement.until === null) return null
  const { first, until, dryRun, mayAgree, mayDecline } = agreement
  const decide = (deed: 'agree' | 'decline', aloud: string) =>
    void run(`/api/v1/hosts/${encodeURIComponent(host)}/orders/${id}/${deed}`, {}, aloud)
  return (
    <div className="agreement">
      <p>
        {first === null
          ? by === 'playbook'
            ? words.askedByPlaybook
            : say(words.askedBy, { name: by })
          : say(words.saidYes, { name: first })}{' '}
        <span className="quiet">{say(words.isOff, { until: <Until at={until} /> })}</span>
      </p>
      {dryRun === null ? (
        <p className="quiet">{words.hostAsked}</p>
      ) : (
        <pre tabIndex={0} aria-label={say(words.wouldDo, { order: says })}>
          {dryRun}
        </pre>
      )}
      <div className="actions">
        {mayAgree && (
          <button type="button" className="danger" disabled={isBusy} onClick={() => decide('agree', words.youAgreed)}>
            {say(words.agree, { host })}
          </button>
        )}
        {mayDecline && (
          <button type="button" disabled={isBusy} onClick={() => decide('decline', words.notDone)}>
            {words.refuse}
          </button>
        )}
      </div>
    </div>
  )
}
