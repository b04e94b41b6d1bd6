/** What a known page, header or name says about the site where it is seen. One meaning is one family of signatures. */
export type Meaning =
  | 'suspended' // the host took the account off the web and does not say why
  | 'unpaid' // the platform says that it is about money
  | 'unmapped' // the host does not know the name
  | 'expired' // the registration of the name has lapsed
  | 'held' // the registrar holds the name back, for a verification or otherwise
  | 'parked' // a parking company shows its page
  | 'default' // a web server that nobody has set up for this name
  | 'failing' // the site's own software says that it has stopped
  | 'maintenance' // the site's own software says that work is going on
  | 'overloaded' // more visitors or work than the plan allows
  | 'edge' // what stands in front of the site answers for it, and says what is wrong behind
  | 'wall' // a firewall or a bot check that stops a probe and lets visitors through
  | 'hacked' // strangers changed the page
  | 'provider' // whose platform it is: says nothing of a fault

/** Where a mark is looked for. Everything is lower-cased, of one line, with plain quotes; `url` is every hop, where it leads and the end; `script` the hosts of scripts that the last known good did not have. */
export type Place = 'title' | 'text' | 'excerpt' | 'url' | 'script' | `header:${string}` | NamePlace
export type NamePlace = 'ns' | 'cname' | 'ip'

/** A pattern never repeats a repetition and bounds what it skips: what it reads may be written to stop us. */
export type Mark = { readonly where: Place; readonly pattern: RegExp }

/** `proof` alone decides, `weak` only tips a balance; the same words as `Strength`. */
export type Weight = 'proof' | 'strong' | 'medium' | 'weak'

/**
 * What has to hold beside the marks, since articles quote every phrase.
 * `small-page`: fewer than 150 words, or under 15 kB with another title than before · `whole-page`: fewer than 60 words, so that the phrase is the page ·
 * `not-as-before`: neither the title nor the key phrases of the last known good · `not-2xx`: the answer says itself that something is wrong.
 * Nothing is read from a wall: there, only walls and providers are told.
 */
export type Guard = 'small-page' | 'whole-page' | 'not-as-before' | 'not-2xx'

/** One thing that is known to mean something. Data: adding one is an entry in a family and a sample page. An id never changes once shipped. */
export type Signature = {
  readonly id: string
  readonly says: Meaning
  readonly cause: string | null // of the taxonomy, when it is seen alone; null where other evidence has to decide
  readonly who?: string // whose page, in a sentence: `a Cloudflare challenge`, `Kinsta`
  readonly status?: readonly number[] // the last answer has one of these
  readonly marks: readonly Mark[] // all of them; none where the status says it
  readonly weight: Weight
  readonly guards: readonly Guard[]
  readonly explain: string // a sentence that a client understands
  readonly source: string // where the mark is documented; `field` is operating knowledge
  readonly note: string // when it is wrong, or what else to know
  readonly since: string // the month in which it was last held against its source
}
