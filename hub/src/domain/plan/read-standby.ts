import { z } from 'zod'
import type { Draft } from './draft.ts'
import type { RefuseTarget } from './read-sites.ts'
import type { Standby } from './standby.ts'
import { webAddress } from './words.ts'

export const StandbyPart = z.strictObject({
  url: webAddress,
  checked: z.boolean().default(true),
  switch: z.strictObject({ url: webAddress, token: z.string().default('') }).optional(),
})

/** Where a site is kept besides (PRP-6); another address than its own, and one that may be looked at. */
export function readStandby(
  draft: Draft,
  id: string,
  { url: ofSite, standby }: { readonly url: string; readonly standby?: z.infer<typeof StandbyPart> | undefined },
  refuseTarget: RefuseTarget,
): Standby {
  const { url, checked, switch: by } = standby!
  const path = ['sites', id, 'standby']
  const refusal = refuseTarget(url)
  if (refusal) draft.complain([...path, 'url'], `sites.${id}.standby.url: ${refusal.wrong}`, refusal.write)
  if (url === ofSite)
    draft.complain([...path, 'url'], `sites.${id}.standby.url: this is the site itself`, 'write the address at which the standby answers')
  if (by) draft.keepSecret([...path, 'switch', 'token'], by.token, 'the switch is asked without one')
  return { url, checked, switch: by?.url ?? null }
}
