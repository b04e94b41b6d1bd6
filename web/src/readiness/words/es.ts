import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Preparación',
  owners: {
    operator: 'Lo arreglamos nosotros',
    partner: 'Un socio',
    client: 'Un cliente',
  },
  mendedBy: {
    operator: 'lo arreglamos nosotros',
    partner: 'lo arregla el socio',
    client: 'el cliente lo sabe',
  },
  where: {
    form: 'formulario:',
    key: 'allclear.yaml:',
    command: 'ejecutar:',
  },
  nothingLeft: 'Aquí no queda nada por arreglar. Lo que se comprueba está abajo.',
  score: 'Puntuación',
  byWeight: 'se cumple, según su peso',
  dnsAsked: 'Se ha consultado el DNS.',
  asking: 'Consultando…',
  askDns: 'Volver a consultar el DNS',
  partner: 'Socio',
  everyPartner: 'Todos los socios',
  onlyThis: 'solo; mostrar todos los sitios',
  narrowIt: {
    one: 'Y {count} más: acote la lista para verlo.',
    other: 'Y {count} más: acote la lista para verlos.',
  },
  holding: 'Lo que se cumple o aún no se sabe',
  lookedAt: '{held} comprobados',
  notKnown: '{unknown} sin saber',
  both: '{held} comprobados, {unknown} sin saber',
  andMore: '{sites} y {more} más',
  mend: 'Arreglarlo',
  see: 'Verlo',
  whyMatters: 'Por qué importa',
  keptFromToday: 'Desde hoy se guarda cómo cambia.',
  change: '{before} % el {day}, {percent} % ahora',
  nowAt: 'ahora · {percent} %',
}
