import { badTls, evidence, goodBefore, noPage } from '../src/domain/diagnosis/evidence.double.ts'
import type { Incident } from '../src/domain/incident/incident.ts'
import { after, hours, minutes, seconds } from '../src/domain/instant.ts'
import type { Span } from '../src/domain/instant.ts'
import type { Around } from '../src/http/around.ts'
import { saveBaseline } from '../src/store/baselines.ts'
import { keepEvidence } from '../src/store/evidence.ts'
import { addExecution, endExecution, takeDueExecution } from '../src/store/executions.ts'

/** What the engine would have kept of an expired certificate: how the site last worked, what a diagnosis saw, and the action that failed. */
export async function seedEvidence({ store }: Around, { id, partner, site, detectedAt }: Incident) {
  const number = Number(id)
  const names = [site, `www.${site}`]
  const baseline = {
    ...goodBefore,
    seen: after(detectedAt, -hours(1) as Span),
    tls: { issuer: "Let's Encrypt", fingerprint: 'AA:BB', names },
  }
  const seen = evidence({
    at: after(detectedAt, seconds(6)),
    tls: badTls('CERT_HAS_EXPIRED', { validTo: after(detectedAt, -minutes(3) as Span) }),
    page: noPage('connected', { failure: 'tls.expired' }),
    baseline,
  })
  await saveBaseline(store.db, partner, site, baseline.seen, baseline)
  const renew = { partner, incident: number, step: 'renew', run: 'certificate-renew', on: 'hosting-panel' }
  const startedAt = after(detectedAt, seconds(6))
  await store.transaction(async (tx) => {
    await keepEvidence(tx, partner, number, seen.at, 'diagnosis', { evidence: seen, diagnosis: { cause: 'tls.expired', confidence: 0.97 } })
    await addExecution(tx, { ...renew, dueAt: startedAt, endsBy: after(startedAt, minutes(5)) })
  })
  const taken = await takeDueExecution(store.db, startedAt, minutes(5))
  const output = 'AutoSSL was started for the account bakery.\nThe panel answered 503: the certificate authority is busy.'
  await endExecution(store.db, taken!, { result: 'failed', output, now: after(detectedAt, seconds(30)) })
}
