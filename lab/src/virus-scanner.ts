import { SECURITY_FAULTS } from './faults/security-faults.ts'
import type { Website } from './sites.ts'
import type { World } from './world.ts'

export type Scanned = { readonly data: unknown } | { readonly refusal: string }

/**
 * cPanel's ClamScanner of one account, as far as UAPI speaks of it: it finds what strangers left in the files, and takes it into quarantine.
 * https://api.docs.cpanel.net/specifications/cpanel.openapi/antivirus-protection-(clamav)
 */
export async function scanForViruses(world: World, site: Website, name: string): Promise<Scanned> {
  switch (name) {
    case 'start_scan':
      return { data: {} }
    case 'get_scan_status':
      return { data: { scan_complete: 1, scanned_file_count: 812 } }
    case 'list_infected_files':
      return { data: isInfected(world, site) ? [{ file: fileOf(site), virus_type: 'Php.Trojan.Lab-1' }] : [] }
    case 'disinfect_files':
      if (isInfected(world, site)) await world.fix(site.name)
      return { data: {} }
    case 'check_disinfection_status':
      return { data: { status: 'done', details: [] } }
    default:
      return { refusal: `The system could not find the function “${name}” in the module “ClamScanner”.` }
  }
}

const fileOf = ({ name }: Website) => `${name.split('.')[0]}/public_html/wp-content/uploads/cache.php`

// What stands on a list only, and in no file, no scanner finds.
function isInfected(world: World, site: Website): boolean {
  const fault = world.sites.find((one) => one.site === site)?.fault
  return fault?.answer !== undefined && SECURITY_FAULTS.some(({ id }) => fault.id.split('/')[0] === id)
}
