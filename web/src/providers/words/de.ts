import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const de: Translated<typeof en> = {
  title: 'Anbieter',
  none: 'Noch kein Anbieter. Nennen Sie die, auf denen Ihre Websites stehen, unter {providers} in der Konfiguration: wie ihr Support nachts zu erreichen ist und wer für wen sprechen darf. Dann stehen sie hier und in jeder Übergabe.',
  find: 'Einen Anbieter nach Name oder Website suchen',
  nameOrSite: 'Name oder Website',
  managed: '{kind}, von uns betreut',
  downNow: 'Jetzt ausgefallen',
  ticket: 'Ticket schreiben',
  about: 'zu {site}',
  cases: 'Offene Fälle',
  chase: 'nachzufragen {until}',
  authority: 'Vollmacht',
  noAuthority: 'Nicht erfasst: Wer darf für wen ein Ticket öffnen?',
  login: 'Anmeldung',
  credentials: 'Zugangsdaten',
  statusPage: 'Seine Statusseite',
  sitesOn: 'Websites darauf',
  noSites: 'keine',
  andMore: '{items} und {count} weitere',
  noSupport: 'Nicht erfasst: Wie ist er nachts zu erreichen?',
}
