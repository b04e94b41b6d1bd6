/** How one of the three records that mail needs stands in DNS, in a sentence, with what to paste where it is not as it should be. */
export type RecordState = {
  readonly state: 'good' | 'missing' | 'wrong' | 'unknown' // unknown: DNS gave no answer
  readonly says: string
  readonly paste: { readonly name: string; readonly type: 'TXT'; readonly value: string } | null
}

/** Whether mail in a brand's name will be believed (COM-1). */
export type BrandState = {
  readonly partner: string // the tenant, `operator` for the operator's own
  readonly name: string
  readonly from: string
  readonly domain: string
  readonly spf: RecordState
  readonly dkim: RecordState
  readonly dmarc: RecordState
}

/** What DNS said to a question for text: its records, none, or no answer. */
export type TextAnswer = readonly string[] | null
