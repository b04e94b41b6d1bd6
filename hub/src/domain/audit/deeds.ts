type Kind = keyof typeof DEED_KINDS
type Said = { readonly kind: Kind; readonly says: string }

/** What deeds are about, as the audit log is narrowed. */
export const DEED_KINDS = {
  access: 'Access',
  incident: 'Incidents',
  message: 'Messages and mail',
  maintenance: 'Maintenance',
  playbook: 'Playbooks',
  proposal: 'Proposals',
  drill: 'Drills',
  'on-call': 'On call',
  contacts: 'Contacts and subscribers',
  site: 'Sites and warnings',
  host: 'Hosts',
  hub: 'Allclear itself',
} as const

const deeds = <Id extends string>(kind: Kind, all: Readonly<Record<Id, string>>) =>
  Object.fromEntries(Object.entries(all).map(([id, says]) => [id, { kind, says }])) as Readonly<Record<Id, Said>>

/** Every deed that leaves a line in the audit log, as it stands after the name of whoever did it. The ids never change: lines bear them. */
export const DEEDS = {
  ...deeds('access', {
    'logged in': 'logged in to',
    'logged out': 'logged out of',
    'failed to log in': 'failed to log in to',
    'changed the password': 'changed the password of',
    'set up a second factor': 'set up the second factor of',
    'removed the second factor': 'removed the second factor of',
    'added a passkey': 'added a passkey:',
    'removed a passkey': 'removed a passkey:',
    'ended a token': 'ended a token of',
    'ended a session': 'ended a session of',
    'token made': 'made a token',
    'login link made': 'made a login link for',
    'invited as partner-admin': 'invited an administrator of a partner:',
    'invited as partner-member': 'invited somebody of a partner:',
    'invited as client': 'invited a client:',
    'shut out of the portal': 'shut somebody out of the portal:',
    'calendar-address-made': 'made calendar addresses for',
    'calendar-address-ended': 'ended the calendar addresses of',
    'browser-added': 'is paged in a browser at',
    'browser-withdrawn': 'is paged no more in a browser at',
  }),
  ...deeds('incident', {
    acknowledged: 'acknowledged',
    taken: 'took over',
    'handed-over': 'handed on',
    escalated: 'escalated',
    snoozed: 'snoozed',
    unsnoozed: 'woke',
    'cause-confirmed': 'confirmed the cause of',
    noted: 'wrote a note on',
    'update-written': 'wrote an update on',
    'words-written': 'wrote to the readers of',
    replied: 'answered on',
    approved: 'approved on',
    declined: 'declined on',
    voted: 'said whether it helped, on',
    'resolved-by-hand': 'gave the all clear of',
    'task-added': 'added a task to',
    'task-taken': 'took a task of',
    'task-done': 'did a task of',
    'item-ticked': 'ticked an item of',
    'measure-taken': 'took a measure on',
    'case-opened': 'opened a case for',
    'case-chased': 'chased a case of',
    'ticket-written': 'wrote a ticket for',
    'review-held': 'held the review of',
    'statistics-known': 'wrote down the figures of',
  }),
  ...deeds('message', {
    'message delivered': 'said that it arrived: message',
    'message send-again': 'had it sent again: message',
    'message drop': 'let it be: message',
    'mail assigned': 'assigned',
    'mail filed': 'filed',
    'alert placed': 'placed',
    'alert filed': 'filed',
    'reports-approved': 'let the reports go to clients:',
  }),
  ...deeds('maintenance', {
    'maintenance planned': 'planned',
    'maintenance started': 'started',
    'maintenance extended': 'extended',
    'maintenance moved': 'moved',
    'maintenance cancelled': 'cancelled',
    'maintenance completed': 'completed',
  }),
  ...deeds('playbook', { 'playbook-edited': 'edited', 'playbook-withdrawn': 'withdrew' }),
  ...deeds('proposal', { 'proposal-accepted': 'accepted a proposal:', 'proposal-declined': 'declined a proposal:' }),
  ...deeds('drill', { 'drill-planned': 'planned a drill:', 'drill-stopped': 'stopped a drill:' }),
  ...deeds('on-call', { 'override-made': 'made an override of', 'override-withdrawn': 'withdrew an override of' }),
  ...deeds('contacts', {
    'changed contacts': 'changed the contacts of',
    'confirmed contacts': 'confirmed the contacts of',
    'contact-tested': 'sent a test to',
    'subscriber released': 'let a subscriber go on:',
    'subscriber forgotten': 'had a subscriber forgotten:',
    'unsubscribed from summaries': 'wants no more summaries:',
  }),
  ...deeds('site', {
    'warning-done': 'saw to',
    'vulnerability-taken': 'sees to',
    'warning-letter': 'wrote to the client about',
    'site checked': 'had checked',
    'added on screen': 'added',
    'changed on screen': 'changed',
    'taken off the screen': 'took away',
  }),
  ...deeds('host', {
    'agent-invited': 'made an invitation for an agent to',
    'agent-enrolled': 'came to',
    'agent-ordered': 'ordered',
    'agent-dry-run': 'tried without doing it',
    'order-asked': 'asked somebody else to agree to',
    'order-agreed': 'agreed to',
    'order-declined': 'refused',
    'order-end-refused': 'told of the end of what nobody had ordered:',
  }),
  ...deeds('hub', {
    'plan read': 'read a new configuration:',
    'backup made': 'made a backup of',
    'backup restored': 'came back from a backup:',
  }),
}
export type Deed = keyof typeof DEEDS
export type DeedKind = Kind

/** The deeds of one kind. */
export const deedsOf = (kind: Kind): readonly Deed[] => (Object.keys(DEEDS) as Deed[]).filter((deed) => DEEDS[deed].kind === kind)
