import { z } from 'zod'

/**
 * What the lab, a small Internet on loopback, tells who started it once every server listens.
 * Sent as one IPC message `{ ready: … }`, or printed as one line of JSON by `lab start --json`.
 */
export const LabReady = z.object({
  network: z.object({
    resolvers: z.array(z.string()), // address:port, recursive
    rootServers: z.array(z.string()),
    rdapBootstrap: z.string(),
    whois: z.string(),
    trustedCa: z.string(), // path of a PEM file
    canaries: z.array(z.string()),
    ports: z.record(z.string(), z.number()), // 53, 80, 443 … → the port the lab listens on
  }),
  smtp: z.string(), // smtp://127.0.0.1:PORT
  slack: z.string(), // base URL of the Slack double, for `api:`
  ntfy: z.string(), // base URL of the push double
  phone: z.string(), // base URL of the Twilio-shaped double, for `api:`
  phoneAccount: z.string(),
  phoneToken: z.string(),
  panel: z.string(), // base URL of the cPanel-shaped double
  panelToken: z.string(),
  slackToken: z.string(),
  slackSigningSecret: z.string(),
  page: z.string(), // the lab's own page: break and fix each site
  mail: z.string(), // the mail viewer
  sites: z.array(z.object({ site: z.string(), faults: z.array(z.string()) })),
  /** What each fault does, in a sentence. */
  faults: z.array(z.object({ fault: z.string(), says: z.string() })).optional(),
  /** Sites that share something; `break` and `fix` take the id of a group in place of a site. */
  groups: z.array(z.object({ group: z.string(), shares: z.string(), sites: z.array(z.string()) })).optional(),
  /** The status feed of each provider, with the shape it has. */
  statusFeeds: z
    .array(z.object({ provider: z.string(), format: z.enum(['statuspage', 'instatus', 'better-stack', 'rss']), url: z.string() }))
    .optional(),
  cdnRanges: z.array(z.object({ brand: z.string(), ranges: z.array(z.string()) })).optional(), // as delivery networks publish theirs
  otherCountry: z.string().optional(), // a client that binds to an address of this range comes from abroad
  wordpressChecksums: z.string().optional(), // URL in the shape of api.wordpress.org/core/checksums/1.0/
  webRisk: z.string().optional(), // base URL of the Web Risk double, for `api:`
  webRiskKey: z.string().optional(),
})
export type LabReady = z.infer<typeof LabReady>

/** What may be asked of a running lab: `POST {page}/api/…` with this body, or IPC. */
export const LabOrder = z.discriminatedUnion('do', [
  z.object({ do: z.literal('break'), site: z.string(), fault: z.string() }),
  z.object({ do: z.literal('fix'), site: z.string() }),
  z.object({ do: z.literal('panel'), renewals: z.enum(['succeed', 'fail']) }),
  z.object({ do: z.literal('status'), provider: z.string(), state: z.enum(['green', 'major', 'maintenance', 'elsewhere']) }),
  z.object({ do: z.literal('canaries'), state: z.enum(['well', 'dead', 'another-year']) }),
  z.object({ do: z.literal('slack-app'), requestUrl: z.url() }), // where Slack sends what people say and press
  // Without a post: the newest of the channel that begins a thread, or has that button.
  z.object({ do: z.literal('slack-say'), channel: z.string(), thread: z.string().optional(), text: z.string().min(1) }),
  z.object({ do: z.literal('slack-press'), channel: z.string(), post: z.string().optional(), choice: z.string() }),
  z.object({ do: z.literal('phone-app'), smsUrl: z.url() }), // where text messages to the app go
  // Without a number: whoever got the newest text message, or the newest call that asks for a key.
  z.object({ do: z.literal('phone-text'), from: z.string().optional(), text: z.string().min(1) }),
  z.object({ do: z.literal('phone-press'), to: z.string().optional(), key: z.string().regex(/^[0-9*#]$/) }),
  z.object({ do: z.literal('mail-press'), to: z.string(), choice: z.string() }), // a reader presses a link in the newest mail that has it
])
export type LabOrder = z.infer<typeof LabOrder>

/** A mail that the sink accepted, as `GET {mail}/api/messages` lists it; newest last, never reordered. */
export const LabMail = z.object({
  number: z.number(), // counts every acceptance: a second one of the same message is a second number
  at: z.number(),
  messageId: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  subject: z.string(),
  text: z.string(),
})
export type LabMail = z.infer<typeof LabMail>

/** A post that the Slack double accepted, as `GET {slack}/messages` lists it. */
export const LabPost = z.object({
  number: z.number(),
  at: z.number(),
  channel: z.string(),
  ts: z.string(),
  threadTs: z.string().nullable(),
  text: z.string(),
  by: z.string().optional(), // a person of the channel; without it the app
  buttons: z.array(z.object({ id: z.string(), says: z.string(), value: z.string() })).optional(),
})
export type LabPost = z.infer<typeof LabPost>

/** A text message or a call, and what people answered, as `GET {phone}/messages` lists it. */
export const LabCall = z.object({
  number: z.number(),
  at: z.number(),
  sid: z.string(),
  kind: z.enum(['sms', 'voice']),
  by: z.enum(['app', 'person']),
  from: z.string(),
  to: z.string(),
  says: z.string(), // what was written, said or pressed
  asksAt: z.string().optional(), // a call that waits for a key, and where the key goes
})
export type LabCall = z.infer<typeof LabCall>

/** The environment that `lab/agency.yaml` reads: one variable for each value, lists numbered from 1, ports by their true number. */
export function labEnvironment(ready: LabReady): Record<string, string> {
  const { resolvers, rootServers, canaries, ports, rdapBootstrap, whois, trustedCa } = ready.network
  const numbered = (name: string, values: readonly string[]) => values.map((value, index) => [`LAB_${name}_${index + 1}`, value] as const)
  return {
    ...Object.fromEntries([...numbered('RESOLVER', resolvers), ...numbered('ROOT', rootServers), ...numbered('CANARY', canaries)]),
    ...Object.fromEntries(Object.entries(ports).map(([port, actual]) => [`LAB_PORT_${port}`, String(actual)])),
    LAB_RDAP_BOOTSTRAP: rdapBootstrap,
    LAB_WHOIS: whois,
    LAB_TRUSTED_CA: trustedCa,
    LAB_SMTP: ready.smtp,
    LAB_SLACK: ready.slack,
    LAB_SLACK_TOKEN: ready.slackToken,
    LAB_SLACK_SIGNING_SECRET: ready.slackSigningSecret,
    LAB_NTFY: ready.ntfy,
    LAB_PHONE: ready.phone,
    LAB_PHONE_ACCOUNT: ready.phoneAccount,
    LAB_PHONE_TOKEN: ready.phoneToken,
    LAB_PANEL: ready.panel,
    LAB_PANEL_TOKEN: ready.panelToken,
    LAB_WORDPRESS_CHECKSUMS: ready.wordpressChecksums ?? '',
    LAB_WEB_RISK: ready.webRisk ?? '',
    LAB_WEB_RISK_KEY: ready.webRiskKey ?? '',
  }
}
