/** Causes whose playbooks differ in what they do. */
export const CAUSES = [
  ...['tls.expired', 'tls.chain', 'domain.expired', 'domain.hold', 'dns.record_wrong', 'dns.lame', 'dns.provider_outage'],
  ...['host.service_down', 'hosting.billing', 'hosting.provider_outage', 'hosting.capacity', 'security.malware', 'app.fatal', 'unknown'],
]
/** What a panel may say of the use of a plan, and what may be offered instead. */
export const FIGURES = [{ disk: 9e9, transfer: 3e11, visits: 79_000 }, { disk: 1e13 }, { disk: 9e9, transfer: 3e11 }, { visits: 1 }]
export const OFFER = { plan: 'Medium', price: '60 USD/month' }
/** To whom a person writes, and what. */
export const READERS = [['client'], ['partner'], ['client', 'partner']] as const
export const WRITTEN = { subject: 'Hi', text: 'Soon.' }
