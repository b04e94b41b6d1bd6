import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Sondas',
  ownerLetsIn: 'Quien sea propietario admite una sonda.',
  oneLocation: 'Los sitios se ven desde una ubicación. Con una sonda en otra, lo que solo una de ellas no alcanza no es una caída.',
  anyOne: 'Lo que una sola ubicación ve fallar es una caída.',
  quorum: 'Una caída es lo que {needed} de {locations} ubicaciones ven fallar.',
  hubItself: 'el propio hub',
  probes: {
    one: '1 sonda',
    other: '{count} sondas',
  },
  neverHeard: 'nunca se ha oído',
  heard: 'oído {ago}',
  takenAgain: 'La palabra de {name} vuelve a contar.',
  takeAgain: 'Volver a darle crédito',
  sites: {
    one: '{count} sitio',
    other: '{count} sitios',
  },
  beginsLate: 'las comprobaciones empiezan con {time} de retraso',
  missed: {
    one: '{count} informe no llegó nunca',
    other: '{count} informes no llegaron nunca',
  },
  waiting: {
    one: '{count} resultado espera allí',
    other: '{count} resultados esperan allí',
  },
  lost: {
    one: '{count} resultado se perdió',
    other: '{count} resultados se perdieron',
  },
  version: 'versión {version}',
  notSpoken: 'Aún no ha dado señales.',
  isSentAway: 'Se ha retirado.',
  sendAway: 'Retirarla',
  second: 'Vea sus sitios desde una segunda ubicación',
  letIn: 'Admitir una sonda',
  anyMachine:
    'Basta cualquier máquina pequeña en otro proveedor. Pide trabajo al hub; allí no hace falta abrir nada, y no conoce ni contactos ni secretos.',
  location: 'Ubicación',
  example: 'viena',
  smallLetters: 'Letras minúsculas, cifras y guiones',
  makeCommands: 'Crear los comandos',
  toPaste: 'Comandos para pegar en {location}',
  theCommands: 'El texto de los comandos',
  goodOnce: 'Valen una vez, hasta {time}.',
}
