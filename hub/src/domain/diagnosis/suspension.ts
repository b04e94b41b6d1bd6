import type { Evidence } from './evidence.ts'
import { pageSigns } from './page-signs.ts'
import type { Sign } from './weigh-signs.ts'

/** Words that only a question of money explains. “Contact billing” is not among them: every suspension page says so. */
export const MONEY =
  /\b(non[- ]?payment|unpaid|overdue|past due|outstanding (invoice|balance|payment)|payment (has )?(failed|declined|not been received)|unbezahlt|nicht bezahlt|offene rechnung|zahlungsrückstand|impayée?|factura pendiente|falta de pago)\b/

/** Words of a host about harm that a site does. */
export const ABUSE =
  /\b(abuse|abusive|terms of (service|use)|acceptable use|policy violation|violat(ed|ion|ing)|malware|malicious|phishing|spam(ming)?|hacked|missbrauch|schadsoftware)\b/

export type Reason = 'money' | 'abuse' | 'resources'

// In the field of a panel that is there for the reason, a word says more than on a page that everybody sees.
const IN_A_PANEL: Readonly<Record<Reason, readonly RegExp[]>> = {
  money: [MONEY, /\bsubscription has expired\b/, /\b(billing|invoices?|payments?|zahlung\w*|rechnung\w*|mahnung)\b/],
  abuse: [ABUSE, /\b(hack\w*|compromi[sz]\w*|virus(es)?|dmca|copyright|fraud\w*|tos|aup)\b/],
  resources: [/\b(bandwidth|resources?|cpu|memory|inodes?|disk|quota|entry processes|overload\w*|server load|transfer|speicher\w*)\b/],
}

/** Whether the page that visitors see is a host's notice of a suspension. */
export const showsSuspension = (evidence: Evidence): boolean => pageSigns(evidence, 'hosting.suspended_unknown').length > 0

/** Why the host suspended the account, as its control panel has it; null when it has no reason, or one that may mean two things. */
export function reasonInPanel({ panel }: Evidence): Reason | null {
  const words = panel?.suspended ? panel.reason?.toLowerCase() : undefined
  if (words === undefined) return null
  const kinds = (Object.keys(IN_A_PANEL) as Reason[]).filter((kind) => IN_A_PANEL[kind].some((pattern) => pattern.test(words)))
  return kinds.length === 1 ? kinds[0]! : null
}

/** What the control panel's reason says for a cause: proof where the page shows the suspension, else strong. */
export function panelSign(evidence: Evidence, reason: Reason): Sign | null {
  if (reasonInPanel(evidence) !== reason) return null
  const because = `The host has suspended the account, and its control panel gives the reason: “${evidence.panel!.reason}”.`
  return { strength: showsSuspension(evidence) ? 'proof' : 'strong', because }
}
