/** A mail that came in, read and bounded; nothing in it is trusted. */
export type InboundMail = {
  readonly messageId: string | null // `<…@host>`
  readonly from: { readonly name: string; readonly address: string } | null
  readonly recipients: readonly string[] // of the envelope and of every header that names one, in lower case
  readonly subject: string
  readonly thread: readonly string[] // Message-IDs of In-Reply-To and References, the nearest first
  readonly headers: ReadonlyMap<string, string> // names in lower case; of several the first
  readonly text: string | null
  readonly html: string | null
  readonly parts: readonly Part[] // attachments, pictures within the text apart, and the parts of a report
}

export type Part = { readonly type: string; readonly name: string | null; readonly text: string }

/** What came back of a message of ours inside a report: what it was, and where its answers were to go. */
export type Original = { readonly ids: readonly string[]; readonly addresses: readonly string[] }

/** What a mail is. Only the words of a person are an answer. */
export type Understood =
  | { readonly kind: 'answer'; readonly text: string; readonly says: 'yes' | 'no' | null }
  | { readonly kind: 'auto-reply'; readonly text: string }
  | {
      readonly kind: 'bounce'
      readonly isFinal: boolean // false: the server keeps trying
      readonly addresses: readonly string[] // whom it names as not reached, in lower case
      readonly reason: string
      readonly original: Original
    }
  | { readonly kind: 'complaint'; readonly original: Original }
  | { readonly kind: 'unknown'; readonly text: string }
