import { stringify } from 'yaml'
import type { SiteCard } from './site-card.ts'

export type FirstConfig = {
  readonly operator: { readonly name: string; readonly mail: string; readonly timezone: string }
  readonly person: { readonly id: string; readonly name: string; readonly mail: string }
  readonly sites: readonly SiteCard[]
}

/** The first `allclear.yaml`: who runs it, one owner, and the sites that were looked at, with what to fill in beside them. */
export function writeConfig({ operator, person, sites }: FirstConfig): string {
  const head = stringify({ operator, people: { [person.id]: { name: person.name, mail: person.mail, role: 'owner' } } })
  return [
    '# Written by "allclear init". Every key: docs/guide/configuration.md. After a change: allclear config check allclear.yaml',
    head,
    '# Pages and messages leave by mail; set SMTP_URL in the environment of the hub, such as smtp://user:password@mail.example:587.',
    "channels:\n  mail: { smtp: '${SMTP_URL:-smtp://127.0.0.1:25}' }\n",
    ...(sites.length === 0 ? ['sites: {} # add them on screen, under Sites'] : ['sites:', ...sites.map(siteIn)]),
    '# Next: a client with two contacts, and the partner in whose name you speak (docs/guide/first-site.md):',
    '# clients:\n#   corner-bakery: { name: Corner Bakery, contacts: [{ name: Bo Hart, mail: bo@mailbox.example, phone: "+13125550120" }, …] }',
    '',
  ].join('\n')
}

// What was learnt and has no key of its own stands beside the site as a comment, for whoever fills in providers.
function siteIn({ site, url, expect: { status, contains }, ...card }: SiteCard): string {
  const expect = { ...(status === null ? {} : { status }), ...(contains === null ? {} : { contains }) }
  const learnt = [
    card.registrar && `registered with ${card.registrar}`,
    card.dns && `name servers of ${card.dns}`,
    card.cms,
    card.certificate && `certificate by ${card.certificate.issuer}`,
  ].filter((one) => one !== null)
  const comment = learnt.length === 0 ? [] : [`  # ${learnt.join(', ').replace(/[\n\r]/g, ' ')}`]
  const body = stringify({ [site]: { url, ...(Object.keys(expect).length === 0 ? {} : { expect }) } }).trimEnd()
  return [...comment, ...body.split('\n').map((line) => `  ${line}`)].join('\n')
}
