// The simulator's own bar: who you are, the clock, faults.

import { h, fill, icon, menu } from './dom.js';
import { here, act, me, clock, toast } from './api.js';

const FAULTS = [
  ['RateLimited', 'Answer 429', 'with Retry-After 1 s'], ['ServerError', 'Answer 500', 'not processed'], ['Hang', 'Never answer', 'not processed'], ['HangAfter', 'Process, then never answer', ''],
  ['ResetBefore', 'Drop the connection before', 'not processed'], ['ResetAfter', 'Process, then drop the connection', 'the bot cannot know'], ['Slow', 'Answer after 2 seconds', ''],
];

const METHODS = ['*', 'chat.postMessage', 'chat.update', 'views.open', 'views.update', 'views.publish', 'users.info', 'conversations.open', 'conversations.history', 'apps.connections.open', 'response_url'];
let method = '*';
let drawn = '';

export function drawTopbar(become) {
  const state = here.state;
  const faults = state.faults.waiting.length + (state.faults.duplicate_events ? 1 : 0) + (state.faults.disorder_events ? 1 : 0);
  const key = JSON.stringify([state.me, state.people.map(one => [one.id, one.real_name, one.tz, one.deleted]), Math.floor(state.now / 60000), state.connected, state.sockets, state.installed, faults, state.violations.length, state.unknown_calls.length, method]);
  if (key === drawn) return;
  drawn = key;
  const active = document.activeElement?.id;
  const select = h('select', { id: 'who', 'aria-label': 'You are' }, state.people.filter(one => !one.is_bot && !one.deleted).map(one => h('option', { value: one.name }, `${one.real_name} · ${clock(state.now / 1000, one.tz)} ${one.tz?.split('/').at(-1).replaceAll('_', ' ') ?? ''}`)));
  select.value = me().name;
  select.addEventListener('change', () => become(select.value));
  const move = (by, text) => h('button', { type: 'button', class: 'plain', onclick: async event => { event.target.disabled = true; const answer = await act('advance', { by }); event.target.disabled = false; if (answer.ok) toast(`The clock moved ${text} forward.`); } }, text);
  const faultButton = h('button', { type: 'button', id: 'faults', class: 'plain', 'aria-haspopup': 'menu' }, 'Faults', faults > 0 && h('span', { class: 'badge' }, String(faults)), icon('down'));
  faultButton.addEventListener('click', () => menu(faultButton, faultEntries(), 'Faults'));
  const complaints = [...state.violations, ...state.unknown_calls.map(one => `Unknown method ${one}`)];
  fill(document.getElementById('topbar'),
    h('span', { class: 'brand' }, h('span', { class: `dot ${state.connected ? 'on' : ''}`, 'aria-hidden': 'true' }), state.connected ? `Partner connected (${state.sockets})` : state.http ? 'Partner by HTTP' : 'Partner is not connected yet'),
    h('label', { class: 'who-label' }, 'You are:', select),
    h('span', { class: 'clockwork' }, 'Move the clock:', move('PT20M', '20 minutes'), '·', move('P1D', '1 day')),
    h('span', { class: 'now' }, clock(state.now / 1000, me().tz, true)),
    faultButton,
    complaints.length > 0 && h('button', { type: 'button', class: 'plain warn', onclick: () => toast(complaints.join('\n')) }, `${complaints.length} violation${complaints.length > 1 ? 's' : ''}`));
  if (active) document.getElementById(active)?.focus();
}

function faultEntries() {
  const state = here.state;
  const add = (kind, more = {}) => act('faults', { kind, method, ...more });
  return [
    { heading: `The next call of ${method === '*' ? 'any method' : method}` },
    ...FAULTS.map(([kind, text, detail]) => ({ text, detail, act: () => add(kind) })),
    { text: 'Choose the method…', detail: method, act: () => setTimeout(() => menu(document.getElementById('faults'), METHODS.map(one => ({ text: one === '*' ? 'Any method' : one, act: () => { method = one; setTimeout(() => document.getElementById('faults').click()); } })), 'Method')) },
    { heading: 'Events' },
    { text: state.faults.duplicate_events ? 'Stop sending events twice' : 'Send events twice', act: () => act('faults', { duplicate_events: !state.faults.duplicate_events }) },
    { text: state.faults.disorder_events ? 'Stop swapping events' : 'Swap events in pairs', act: () => act('faults', { disorder_events: !state.faults.disorder_events }) },
    { heading: 'Sockets' },
    { text: 'Cut all sockets', act: () => act('sockets', { do: 'drop' }) },
    { text: 'Warn that sockets will close', act: () => act('sockets', { do: 'warning' }) },
    { text: 'Ask for a refresh', act: () => act('sockets', { do: 'refresh_requested' }) },
    { text: 'Refuse the next reconnect', act: () => act('faults', { kind: 'Error', method: 'apps.connections.open', code: 'internal_error' }) },
    { heading: 'All' },
    { text: 'Clear every fault', act: () => act('faults', { clear: true }) },
    state.installed ? { text: 'Uninstall Partner', danger: true, act: () => act('uninstall') } : { text: 'Install Partner again', act: () => act('install') },
  ];
}
