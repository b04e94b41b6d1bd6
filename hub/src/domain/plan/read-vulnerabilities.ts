import { z } from 'zod'
import { days, hours, minutes } from '../instant.ts'
import type { FeedMapping } from '../vulnerability/feeds/mapped.ts'
import type { Draft } from './draft.ts'
import type { VulnerabilityFeed } from './plan.ts'
import { secret, shortText, span, webAddress } from './words.ts'

const path = shortText(200)

const MappingPart = z.strictObject({
  entries: path.optional(),
  system: path.default('wordpress-plugin'),
  id: path.default('id'),
  name: path.default('name'),
  title: path.optional(),
  from: path.optional(),
  until: path.optional(),
  mended: path.optional(),
  exploited: path.optional(),
  score: path.optional(),
  link: path.optional(),
})

const FeedPart = z.strictObject({
  format: z.enum(['wordfence', 'osv', 'mapped']),
  file: shortText(1000).optional(),
  url: webAddress.optional(),
  token: secret.unwrap().optional(),
  header: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, 'is no name of a header; write Authorization')
    .optional(),
  every: span(minutes(30), days(7)).default(hours(12)),
  mapping: MappingPart.optional(),
})

/** The feeds that say which versions of software can be broken into (PRE-3); none, where nothing is written. */
export const readVulnerabilities = (draft: Draft): Record<string, VulnerabilityFeed> =>
  Object.fromEntries(
    draft.entries(FeedPart, 'vulnerabilities').map(([id, part]) => {
      const { format, file = null, url = null, token, header = null, every, mapping } = part
      const here = ['vulnerabilities', id]
      const complain = (what: string, fix: string) => draft.complain(here, `${here.join('.')}: ${what}`, fix)
      if ((file === null) === (url === null)) complain('names neither a file nor an address, or both', 'write file: or url:')
      if ((format === 'mapped') !== (mapping !== undefined))
        complain('a mapping goes with format: mapped, and only with it', 'see the guide')
      if (token !== undefined) draft.keepSecret([...here, 'token'], token, 'the feed is asked without a token')
      return [id, { id, format, file, url, header, every, mapping: mapping ? mappingOf(mapping) : null }]
    }),
  )

const mappingOf = ({
  entries,
  system,
  id,
  name,
  title,
  from,
  until,
  mended,
  exploited,
  score,
  link,
}: z.infer<typeof MappingPart>): FeedMapping => ({
  ...{ entries: entries ?? '', system, id, name, title: title ?? null, from: from ?? null, until: until ?? null },
  ...{ mended: mended ?? null, exploited: exploited ?? null, score: score ?? null, link: link ?? null },
})
