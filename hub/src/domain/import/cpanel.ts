import { z } from 'zod'
import { gatherAccounts } from './accounts.ts'
import type { Account } from './accounts.ts'
import type { Imported } from './imported.ts'
import { readExport } from './read-export.ts'

const Acct = z.object({
  domain: z.string(),
  user: z.string(),
  email: z.string().nullish(),
  owner: z.string().nullish(),
  plan: z.string().nullish(),
  suspended: z.union([z.number(), z.boolean(), z.string()]).nullish(),
  suspendreason: z.string().nullish(),
})
const List = z.object({ acct: z.array(Acct) })
const Export = z.union([z.object({ data: List }).transform(({ data }) => data), List])

/** The accounts of a server as WHM lists them: `whmapi1 --output=json listaccts`, or the answer of `/json-api/listaccts` in either version. */
export function importCpanel(text: string): Imported {
  const { acct } = readExport(Export, text, 'cPanel: save what "whmapi1 --output=json listaccts" prints on the server')
  const left: Imported['left'][number][] = []
  const accounts = acct.flatMap(({ domain, user, email, owner, plan, suspended, suspendreason }): Account[] => {
    const from = `account "${user}"`
    if (Number(suspended) === 1) return (left.push({ from, why: `it is suspended there: ${suspendreason || 'no reason is given'}` }), [])
    const mail = email?.split(/[\s,;]+/).find((one) => /^[^@]+@[^@]+$/.test(one)) // WHM writes *unknown* where there is none
    const reseller = owner && owner !== 'root' && owner !== user ? owner : null
    return [
      {
        ...{ from, domain },
        client: { key: mail ?? user, name: domain, contacts: mail ? [{ name: mail, mail }] : [] },
        tags: [plan && plan !== 'undefined' ? plan : '', reseller ?? ''],
        loses: [
          ...(mail ? [] : ['a contact: the account has no address']),
          ...(reseller ? [`its reseller ${reseller}, but for the tag`] : []),
        ],
      },
    ]
  })
  return gatherAccounts(accounts, left)
}
