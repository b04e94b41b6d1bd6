import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Proveedores',
  none: 'Aún no hay proveedores. Indique los de sus sitios en {providers} de la configuración: cómo se contacta con su soporte de noche y quién puede hablar por quién. Entonces estarán aquí y en cada traspaso.',
  find: 'Buscar un proveedor por su nombre o un sitio',
  nameOrSite: 'Nombre o sitio',
  managed: '{kind}, gestionado por nosotros',
  downNow: 'Caídos ahora',
  ticket: 'Escribir un ticket',
  about: 'sobre {site}',
  cases: 'Casos abiertos',
  chase: 'reclamar {until}',
  authority: 'Autorización',
  noAuthority: 'Sin registrar: ¿quién puede abrir un ticket por quién?',
  login: 'Acceso',
  credentials: 'Credenciales',
  statusPage: 'Su página de estado',
  sitesOn: 'Sitios en él',
  noSites: 'ninguno',
  andMore: '{items} y {count} más',
  noSupport: 'Sin registrar: ¿cómo se le localiza de noche?',
}
