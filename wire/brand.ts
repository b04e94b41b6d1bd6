import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()

/** How a record stands in DNS, with what to paste where it is not as it should be. */
export const DnsRecord = z.object({
  state: z.enum(['good', 'missing', 'wrong', 'unknown']),
  says: text,
  paste: z.object({ name: text, type: z.literal('TXT'), value: text }).nullable(),
})
export type DnsRecord = z.infer<typeof DnsRecord>

/** A person who is told of outages, as the list of partners shows them. */
export const BrandContact = z.object({
  ...{ name: text, whose: text, mail: maybe, phone: maybe, alone: z.boolean() },
  bounced: z.array(z.object({ address: text, at: moment, reason: text })),
})
export type BrandContact = z.infer<typeof BrandContact>

/** A partner, or the operator, and everything that is said in their name. */
export const Brand = z.object({
  ...{ partner: text, name: text, from: text, domain: text },
  ...{ spf: DnsRecord, dkim: DnsRecord, dmarc: DnsRecord },
  said: Said, // all of it in one word
  look: z.object({ colour: maybe, greeting: maybe, signature: maybe }),
  page: z.object({ path: text, own: z.array(z.object({ domain: text, record: DnsRecord })) }),
  loopIn: text, // where the partner hears of an incident, in a sentence
  reply: maybe, // where answers go; null: the inbox
  contacts: z.array(BrandContact),
})
export type Brand = z.infer<typeof Brand>
export const Brands = z.object({ items: z.array(Brand), next: z.null() })
export type Brands = z.infer<typeof Brands>
