import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const es: Translated<typeof en> = {
  title: 'Socios y marcas',
  intro: 'En nombre de quién hablamos y si se nos cree. Se acaba de consultar el DNS, y se vuelve a consultar mientras usted mira.',
  partners: 'Socios',
  whoIsTold: 'A quién se avisa',
  change: 'Cambiar el socio y su marca',
  answersTo: 'Las respuestas van a {address}.',
  ourInbox: 'la bandeja de entrada de este hub',
  noContact:
    'Aún no hay ningún contacto: nadie se entera de una caída. Añada uno en {contacts} del socio o de sus clientes en {file}, o pida al socio que lo haga en su portal.',
  letterInName: 'Una carta en este nombre',
  statusPage: 'La página de estado',
  openIt: 'Abrirla',
  bounced: '{address} no funcionó, {time}: {reason}',
  alone: 'El único contacto: añada otro.',
  onlyUs:
    'Aún no hay socios. Añada el primero en {partners} de {file}, con el nombre y la dirección desde la que escribe; entonces sus registros para pegar estarán aquí.',
  records: 'Registros de {domain}',
  name: 'Nombre',
  copied: '{name} de {kind}',
  states: {
    good: 'correcto',
    missing: 'falta',
    wrong: 'incorrecto',
    unknown: 'sin respuesta',
  },
  sample: {
    from: 'De: {name}',
    subject: 'Asunto: nos ocupamos de {site}',
    greeting: 'Hola',
    hello: '{greeting}, Alex:',
    text: 'Su sitio web no está disponible desde las 14:05. Hemos encontrado el motivo y lo estamos arreglando; no tiene que hacer nada.',
    allWell: 'Todo operativo',
  },
}
