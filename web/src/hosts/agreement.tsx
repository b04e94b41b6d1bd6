import type { HostOrder } from '@allclear/wire/host.ts'
import { Until } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'

/** What waits for a yes: who has said it, what the host says it would do, and the two buttons for whoever may. */
export function Agreement({ host, order: { id, says, by, agreement } }: { host: string; order: HostOrder }) {
  const { isBusy, run } = useDeed()
  if (!agreement || agreement.until === null) return null
  const { first, until, dryRun, mayAgree, mayDecline } = agreement
  const say = (deed: 'agree' | 'decline', aloud: string) =>
    void run(`/api/v1/hosts/${encodeURIComponent(host)}/orders/${id}/${deed}`, {}, aloud)
  return (
    <div className="agreement">
      <p>
        {first === null
          ? `Asked for by ${by === 'playbook' ? 'a playbook' : by}: two people must agree.`
          : `${first} has said yes: somebody else must agree.`}{' '}
        <span className="quiet">
          It is off <Until at={until} />.
        </span>
      </p>
      {dryRun === null ? (
        <p className="quiet">The host is asked what would be done; it answers with its next report.</p>
      ) : (
        <pre tabIndex={0} aria-label={`What ${says} would do`}>
          {dryRun}
        </pre>
      )}
      <div className="actions">
        {mayAgree && (
          <button type="button" className="danger" disabled={isBusy} onClick={() => say('agree', 'You have agreed.')}>
            Agree: do it on {host}
          </button>
        )}
        {mayDecline && (
          <button type="button" disabled={isBusy} onClick={() => say('decline', 'It is not done.')}>
            Refuse
          </button>
        )}
      </div>
    </div>
  )
}
