// The aubergine side: workspace, channels, direct messages, the app.

import { h, fill, avatar } from './dom.js';
import { here, person, me, bot } from './api.js';

const seen = {};

function unread(room) {
  const last = Number(room.messages.at(-1)?.json.ts ?? 0);
  const key = `${here.state.me}/${room.id}`;
  if (isOpen(room)) seen[key] = last;
  // What was there before the page was opened counts as read.
  seen[key] ??= last;
  return room.messages.filter(message => Number(message.json.ts) > seen[key] && message.json.user !== here.state.me).length;
}

export function isOpen(room) {
  if (room.with === here.state.team.bot_user_id && room.direct) return here.open === 'partner';
  return here.open === room.name && !room.direct || here.open === room.id || room.direct && here.open === person(room.with)?.name;
}

export function drawSidebar(go) {
  const state = here.state;
  const entry = (room, key, text, mark) => {
    const count = unread(room);
    return h('li', {}, h('button', { type: 'button', class: `room ${isOpen(room) ? 'open' : ''} ${count ? 'unread' : ''}`, 'aria-current': isOpen(room) ? 'page' : undefined, onclick: () => go(key) },
      mark, h('span', { class: 'room-name' }, text), room.direct && room.with === state.me && h('span', { class: 'you' }, 'you'), count > 0 && h('span', { class: 'badge', 'aria-label': `${count} new` }, String(count))));
  };
  const channels = state.conversations.filter(room => !room.direct);
  const directs = state.conversations.filter(room => room.direct && room.with !== state.team.bot_user_id && person(room.with))
    .sort((a, b) => person(a.with).real_name.localeCompare(person(b.with).real_name));
  const app = state.conversations.find(room => room.direct && room.with === state.team.bot_user_id);
  fill(document.getElementById('sidebar'),
    h('div', { class: 'workspace' }, h('span', { class: 'workspace-icon', 'aria-hidden': 'true' }, state.team.name[0]), h('span', { class: 'workspace-name' }, state.team.name)),
    h('h2', {}, 'Channels'), h('ul', {}, channels.map(room => entry(room, room.name, room.name, h('span', { class: 'hash', 'aria-hidden': 'true' }, '#')))),
    h('h2', {}, 'Direct messages'), h('ul', {}, directs.map(room => entry(room, person(room.with).name, person(room.with).real_name, avatar(person(room.with), 20)))),
    h('h2', {}, 'Apps'), h('ul', {}, app && entry(app, 'partner', bot().real_name, avatar(bot(), 20))),
    h('div', { class: 'signed-in' }, avatar(me(), 28), h('span', {}, me().real_name, h('small', {}, me().title))));
}
